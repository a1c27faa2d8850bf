"use client";

import { Card } from "@/app/_components/card";
import { Empty } from "@/app/_components/empty";
import { Button } from "@/app/_components/ui/button";

/** A tab that could not be read; the operator's head and the other tabs stay. */
export default function TabError({ retry }: { error: Error; retry: () => void }) {
  return (
    <Card>
      <Empty
        title="This part could not be read"
        action={
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
        }
      >
        The database did not answer. The other parts of this operator may.
      </Empty>
    </Card>
  );
}
