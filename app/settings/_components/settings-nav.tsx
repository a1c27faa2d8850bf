"use client";

import { usePathname } from "next/navigation";
import { Link } from "@/app/_components/navigation/link";
import { Tabs } from "@/app/_components/navigation/tabs";
import { cx } from "@/app/_components/ui/cx";
import { SECTIONS } from "./sections";

/** Links to the sections of the settings, beside the page or above it where the window is narrow. */
export function SettingsNav() {
  const path = usePathname();
  return (
    <>
      <div className="mb-5 lg:hidden">
        <Tabs tabs={SECTIONS} label="Settings" />
      </div>
      <nav aria-label="Settings" className="max-lg:hidden">
        <ul className="sticky top-20 grid gap-0.5">
          {SECTIONS.map(({ href, label }) => (
            <li key={href}>
              <Link
                href={href}
                prefetch={false}
                aria-current={path === href ? "page" : undefined}
                className={cx(
                  "block rounded-lg px-2.5 py-1.5 transition-colors",
                  path === href ? "bg-soft font-medium text-ink" : "text-dim hover:text-ink",
                )}
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
