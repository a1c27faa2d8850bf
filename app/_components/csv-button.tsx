"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { formatNumber } from "@/app/_lib/format";
import { Extra } from "./extra";
import { notify } from "./toasts";
import { buttonClass } from "./ui/button";

type Progress = { rows: number; of: number };

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

type CsvButtonProps = {
  href: string;
  /** What it holds, for who hears it among others of the page. */
  of?: string;
  /** In the head of a card. */
  small?: boolean;
};

/** Downloads the rows of a list as they are filtered and sorted. A plain link without JavaScript. */
export const CsvButton = (props: CsvButtonProps) => (
  <Extra
    absent={
      <a href={props.href} download rel="nofollow" className="underline">
        CSV
      </a>
    }
  >
    <CsvProgress {...props} />
  </Extra>
);

function CsvProgress({ href, of, small }: CsvButtonProps) {
  const [progress, setProgress] = useState<Progress | null>(null);
  return (
    <a
      href={href}
      download
      rel="nofollow"
      aria-disabled={progress !== null || undefined}
      className={buttonClass("secondary", undefined, small ? "small" : "usual")}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        if (progress) return;
        setProgress({ rows: 0, of: 0 });
        read(href, setProgress)
          .catch((error: Error) =>
            notify({
              tone: "problem",
              text: "Not downloaded",
              detail: error.message || "The download broke off. Try again.",
            }),
          )
          .finally(() => setProgress(null));
      }}
    >
      <Download className="size-3.5" aria-hidden="true" />
      <span aria-live="polite">
        {progress ? `${formatNumber(progress.rows)} of ${formatNumber(progress.of)}` : "CSV"}
      </span>
      {of && <span className="sr-only">of {of}</span>}
    </a>
  );
}
