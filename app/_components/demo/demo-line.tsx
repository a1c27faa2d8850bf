"use client";

import { useState } from "react";
import { storeCookie } from "@/app/_browser/browser";
import { Link } from "../navigation/link";
import { DEMO_LINE_COOKIE } from "./demo-line-cookie";

type DemoLineProps = {
  /** Whether it was folded on an earlier page. */
  isFolded: boolean;
  children: React.ReactNode;
};

/**
 * Renders the banner at the top of a demo's pages. Folded, it says only that this is a demo; printed, it is complete.
 */
export function DemoLine({ isFolded, children }: DemoLineProps) {
  const [folded, setFolded] = useState(isFolded);
  const toggle = () => {
    setFolded(!folded);
    storeCookie(DEMO_LINE_COOKIE, folded ? "open" : "folded");
  };
  return (
    <aside
      aria-label="About this demo"
      className="flex items-baseline justify-between gap-3 border-b bg-soft px-4 py-1 text-xs text-dim max-sm:text-2xs md:px-7"
    >
      <p className="min-w-0">
        <b className="font-semibold text-ink">This is a demo.</b>{" "}
        <span id="demo-line" className={folded ? "hidden print:inline" : undefined}>
          {children}{" "}
          <Link href="/methodology#demo" className="underline hover:text-ink">
            How
          </Link>
        </span>
      </p>
      <button
        type="button"
        onClick={toggle}
        aria-expanded={!folded}
        aria-controls="demo-line"
        aria-label={folded ? "What is real in this demo" : "Fold the line about this demo"}
        className="-my-1 min-h-6 shrink-0 rounded-md px-1.5 py-1 text-accent hover:underline print:hidden"
      >
        {folded ? "What is real" : "Fold"}
      </button>
    </aside>
  );
}
