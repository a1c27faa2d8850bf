"use client";

import { useEffect, useState } from "react";
import { isCodeError } from "@/app/_browser/code";
import { findMissing, type Missing } from "@/app/_browser/missing";
import { reloadWithTyped } from "@/app/_browser/typed";
import { SearchButton } from "@/app/_components/search/search-button";
import { Button } from "@/app/_components/ui/button";
import { Empty } from "@/app/_components/ui/empty";
import { Extra } from "./extra";
import { readPageError } from "./read-page-error";

type PageErrorProps = { error: Error & { digest?: string }; retry: () => void; isPage?: boolean };

/** Says why a page, or a part of it, is not shown, and offers a remedy. */
export function PageError({ error, retry, isPage }: PageErrorProps) {
  const [missing, setMissing] = useState<Missing>();
  useEffect(() => {
    if (!isCodeError(error)) return;
    let isCurrent = true;
    void findMissing(error).then((found) => {
      if (isCurrent) setMissing(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [error]);
  const { title, text, reference, remedy } = readPageError(error, missing);
  return (
    <Empty
      isPage={isPage}
      title={title}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          {remedy === "retry" && (
            <Button variant="primary" onClick={() => retry()}>
              Try again
            </Button>
          )}
          {remedy === "reload" && (
            <Button variant="primary" onClick={reloadWithTyped}>
              Load the page again
            </Button>
          )}
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
