"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { cx } from "@/app/_components/ui/cx";
import { Extra } from "@/app/_failures/extra";
import { sentenceFor } from "@/app/_failures/unanswered";
import { formatNumber } from "@/server/format";
import { buttonClass } from "../ui/button";
import { notify } from "../ui/toasts";
import { type Progress, readDownload } from "./read-download";

/** Saves a download as a file once it is complete. */
async function save(href: string, tell: (progress: Progress) => void): Promise<void> {
  const { name, parts } = await readDownload(href, tell);
  const url = URL.createObjectURL(new Blob(parts, { type: "text/csv" }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

type CsvButtonProps = {
  href: string;
  /** The subject of the file, for screen readers: a page may have several of these buttons. */
  of?: string;
  /** Draws a smaller button, for the head of a card. */
  small?: boolean;
};

/** Downloads the rows of a list with its filters and order. A plain link without JavaScript. */
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

/** Returns the URL of the file with a byte-order mark, which Excel needs to detect UTF-8. */
const forExcel = (href: string) => `${href}${href.includes("?") ? "&" : "?"}bom=1`;

function CsvProgress({ href, of, small }: CsvButtonProps) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [saved, setSaved] = useState<Progress | null>(null);
  const download = (event: React.MouseEvent<HTMLAnchorElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (progress) return;
    setProgress({ rows: 0, of: 0, total: 0 });
    setSaved(null);
    const tell = (now: Progress) => {
      setProgress(now);
      setSaved(now);
    };
    save(event.currentTarget.href, tell)
      .catch((error: unknown) => {
        setSaved(null);
        notify({
          tone: "problem",
          text: "Not downloaded",
          detail: sentenceFor(error, "The file could not be saved. Please try again."),
        });
      })
      .finally(() => setProgress(null));
  };
  const link = {
    download: true,
    rel: "nofollow",
    onClick: download,
    "aria-disabled": progress !== null || undefined,
  };
  const isCut = !progress && saved && saved.of < saved.total;
  const look = (className: string) =>
    buttonClass("secondary", cx("relative hover:z-10", className), small ? "small" : "usual");
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-1">
      <span className="inline-flex">
        <a {...link} href={href} className={look("rounded-r-none")}>
          <Download className="size-3.5" aria-hidden="true" />
          <span aria-live="polite">
            {progress ? `${formatNumber(progress.rows)} of ${formatNumber(progress.of)}` : "CSV"}
          </span>
          {of && <span className="sr-only">of {of}</span>}
        </a>
        <a
          {...link}
          href={forExcel(href)}
          title="CSV with a byte-order mark, which Excel needs"
          className={look("-ml-px rounded-l-none")}
        >
          Excel
          {of && <span className="sr-only"> of {of}</span>}
        </a>
      </span>
      {isCut && (
        <span role="status" className="basis-full text-right text-xs font-normal text-dim tabular-nums">
          {`First ${formatNumber(saved.of)} of ${formatNumber(saved.total)} rows. PRO has all.`}
        </span>
      )}
    </span>
  );
}
