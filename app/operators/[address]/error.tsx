"use client";

import { Card } from "@/app/_components/ui/card";
import { PageError } from "@/app/_failures/page-error";

type TabErrorProps = { error: Error & { digest?: string }; retry: () => void };

/** Shown in place of a tab that failed; the operator's head and the other tabs stay. */
export default function TabError(props: TabErrorProps) {
  return (
    <Card>
      <PageError {...props} />
    </Card>
  );
}
