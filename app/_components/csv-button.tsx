"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { formatNumber } from "@/app/_lib/format";
import { type Progress, readDownload } from "@/app/_lib/read-download";
import { sentenceFor } from "@/app/_lib/unanswered";
import { Extra } from "./extra";
import { notify } from "./toasts";
import { buttonClass } from "./ui/button";

/** Saves a download as a file once all of it has come. */
async function save(href: string, tell: (progress: Progress) => void): Promise<void> {
  const { name, parts } = await readDownload(href, tell);
  const url = URL.createObjectURL(new Blob(parts, { type: "text/csv" }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
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
        save(href, setProgress)
          .catch((error: unknown) =>
            notify({
              tone: "problem",
              text: "Not downloaded",
              detail: sentenceFor(error, "The file could not be saved. Please try again."),
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
