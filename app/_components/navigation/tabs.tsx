"use client";

import { usePathname } from "next/navigation";
import { useState } from "react";
import { cx } from "@/app/_components/ui/cx";
import { Link } from "./link";

export type Tab = {
  href: string;
  label: string;
  /** A small figure or mark after the label. */
  note?: React.ReactNode;
};

/** Scrolls the open tab to the middle of a list that is too narrow for all of them. */
function reveal(link: HTMLAnchorElement | null) {
  const list = link?.parentElement;
  if (link && list) list.scrollLeft = link.offsetLeft - (list.clientWidth - link.clientWidth) / 2;
}

/** Renders tabs as links to pages, with the open one marked. On a phone they scroll. */
export function Tabs({ tabs, label }: { tabs: Tab[]; label: string }) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="min-w-0 border-b">
      <div className="scroll-fade-x relative -mb-px flex gap-1">
        {tabs.map((tab) => {
          const current = tab.href === path;
          return <TabLink key={tab.href} tab={tab} current={current} />;
        })}
      </div>
    </nav>
  );
}

/** Prefetches its page once the pointer or focus rests on it, and not before. */
function TabLink({ tab, current }: { tab: Tab; current: boolean }) {
  const [sought, setSought] = useState(false);
  const seek = () => setSought(true);
  return (
    <Link
      ref={current ? reveal : undefined}
      href={tab.href}
      scroll={false}
      prefetch={sought && !current}
      onPointerEnter={seek}
      onFocus={seek}
      aria-current={current ? "page" : undefined}
      className={cx(
        "relative flex items-center gap-1.5 border-b-2 px-3 py-2.5 whitespace-nowrap -outline-offset-4 transition-colors",
        current ? "border-accent font-medium text-ink" : "border-transparent text-dim hover:text-ink",
      )}
    >
      {tab.label}
      {tab.note != null && <span className="text-2xs font-medium text-dim">{tab.note}</span>}
    </Link>
  );
}
