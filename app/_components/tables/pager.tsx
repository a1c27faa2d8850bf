import { ChevronLeft, ChevronRight } from "lucide-react";
import { formatNumber } from "@/server/format";
import { Link } from "../navigation/link";
import { buttonClass } from "../ui/button";
import { Segmented } from "../ui/segmented";
import { PAGE_SIZES } from "./search-params";

type PagerProps = {
  page: number;
  perPage: number;
  total: number;
  /** Returns the URL of a page, with the other state kept. */
  hrefForPage: (page: number) => string;
  /** Returns the URL of the first page at another size. */
  hrefForPerPage: (perPage: number) => string;
  /** The noun of a row: "operators". */
  noun: string;
};

/** Renders "1–50 of 1,676", links to the neighbouring pages, and the page size. */
export function Pager({ page, perPage, total, hrefForPage, hrefForPerPage, noun }: PagerProps) {
  const last = Math.max(1, Math.ceil(total / perPage));
  const from = total === 0 ? 0 : (page - 1) * perPage + 1;
  const to = Math.min(page * perPage, total);
  return (
    <nav
      aria-label="Pages"
      className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 text-sm text-dim"
    >
      <p>
        {total > 0 && from <= total ? `${formatNumber(from)}–${formatNumber(to)} of ` : ""}
        {formatNumber(total)} {noun}
      </p>
      <div className="flex items-center gap-2 max-sm:hidden sm:ml-auto">
        <span>Rows</span>
        <Segmented
          label="Rows per page"
          options={PAGE_SIZES.map((size) => ({
            href: hrefForPerPage(size),
            label: formatNumber(size),
            current: size === perPage,
          }))}
        />
      </div>
      <div className="flex gap-2">
        <Step href={page > 1 ? hrefForPage(page - 1) : null} rel="prev">
          <ChevronLeft className="-ml-1 size-4" aria-hidden="true" /> Previous
        </Step>
        <Step href={page < last ? hrefForPage(page + 1) : null} rel="next">
          Next <ChevronRight className="-mr-1 size-4" aria-hidden="true" />
        </Step>
      </div>
    </nav>
  );
}

function Step({
  href,
  rel,
  children,
}: {
  href: string | null;
  rel: "prev" | "next";
  children: React.ReactNode;
}) {
  if (!href)
    return (
      <span className={buttonClass("secondary")} aria-disabled="true">
        {children}
      </span>
    );
  return (
    <Link href={href} rel={rel} prefetch={false} className={buttonClass("secondary")}>
      {children}
    </Link>
  );
}
