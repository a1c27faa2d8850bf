"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { formatNumber } from "@/app/_lib/format";
import { buttonClass } from "./ui/button";

type Progress = { rows: number; of: number } | { problem: string } | null;

/** Reads a download as it arrives, saying how many lines have come. */
async function read(href: string, tell: (progress: Progress) => void): Promise<void> {
  const response = await fetch(href);
  if (!response.ok || !response.body) throw new Error((await response.text()).trim());
  const of = Number(response.headers.get("x-row-count"));
  const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let lines = 0;
  const reader = response.body.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    parts.push(step.value);
    lines += step.value.filter((byte) => byte === 10).length;
    tell({ rows: Math.min(Math.max(lines - 1, 0), of), of });
  }
  const url = URL.createObjectURL(new Blob(parts, { type: "text/csv" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name ?? "eigenwatch.csv" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Downloads the rows of a list as they are filtered and sorted. A plain link without JavaScript. */
export function CsvButton({ href }: { href: string }) {
  const [progress, setProgress] = useState<Progress>(null);
  const isBusy = progress !== null && "rows" in progress;
  return (
    <span className="inline-flex items-center gap-2">
      {progress && "problem" in progress && (
        <span role="alert" className="text-xs text-critical">
          {progress.problem}
        </span>
      )}
      <a
        href={href}
        download
        rel="nofollow"
        aria-disabled={isBusy || undefined}
        className={buttonClass()}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          if (isBusy) return;
          setProgress({ rows: 0, of: 0 });
          read(href, setProgress).then(
            () => setProgress(null),
            (error: Error) => setProgress({ problem: error.message || "The download broke off. Try again." }),
          );
        }}
      >
        <Download className="size-3.5" aria-hidden="true" />
        <span aria-live="polite">
          {isBusy ? `${formatNumber(progress.rows)} of ${formatNumber(progress.of)}` : "CSV"}
        </span>
      </a>
    </span>
  );
}
