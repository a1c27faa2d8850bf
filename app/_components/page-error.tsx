"use client";

import { readPageError } from "@/app/_lib/page-error";
import { reloadWithTyped } from "@/app/_lib/typed";
import { Empty } from "./empty";
import { Extra } from "./extra";
import { SearchButton } from "./search/search-button";
import { Button } from "./ui/button";

type PageErrorProps = { error: Error & { digest?: string }; retry: () => void; isPage?: boolean };

/** Says why a page, or a part of one, is not shown, and offers what helps. */
export function PageError({ error, retry, isPage }: PageErrorProps) {
  const { title, text, reference, canRetry } = readPageError(error);
  return (
    <Empty
      isPage={isPage}
      title={title}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Button variant="primary" onClick={() => (canRetry ? retry() : reloadWithTyped())}>
            {canRetry ? "Try again" : "Load the page again"}
          </Button>
          {isPage && (
            <Extra>
              <SearchButton variant="secondary" />
            </Extra>
          )}
        </div>
      }
    >
      <p>{text}</p>
      {reference && <p className="mt-1 font-mono text-xs">{`Reference ${reference}`}</p>}
    </Empty>
  );
}
