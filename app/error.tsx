"use client";

import { Empty } from "./_components/empty";
import { SearchButton } from "./_components/search/search-button";
import { Button } from "./_components/ui/button";

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <main id="content" className="page py-16">
      <Empty
        isPage
        title="This page could not be put together"
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Button variant="primary" onClick={() => retry()}>
              Try again
            </Button>
            <SearchButton variant="secondary" />
          </div>
        }
      >
        <p>
          Something went wrong on our side, most likely the database did not answer in time. Nothing was lost.
        </p>
        {error.digest && <p className="mt-1 font-mono text-xs">Reference {error.digest}</p>}
      </Empty>
    </main>
  );
}
