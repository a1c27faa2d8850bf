"use client";

import { PageError } from "./_failures/page-error";

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage(props: ErrorPageProps) {
  return (
    <main id="content" className="page py-16">
      <PageError isPage {...props} />
    </main>
  );
}
