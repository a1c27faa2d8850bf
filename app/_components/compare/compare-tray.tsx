"use client";

import { X } from "lucide-react";
import { usePathname } from "next/navigation";
import { Link } from "../navigation/link";
import { buttonClass } from "../ui/button";
import { useCompared } from "./use-compared";

/** Shows the operators chosen for comparison at the foot of every page, until they are compared or cleared. */
export function CompareTray({ mayCompare }: { mayCompare: boolean }) {
  const { compared, toggle, clear } = useCompared();
  const path = usePathname();
  if (compared.length === 0 || path === "/compare") return null;
  const href = `/compare?operators=${compared.map(({ address }) => address).join(",")}`;
  return (
    <aside
      aria-label="Operators to compare"
      className="fixed inset-x-2 bottom-2 z-20 mx-auto flex max-w-3xl items-center gap-2 rounded-xl border bg-card p-2 shadow-lift max-md:bottom-[calc(4rem+env(safe-area-inset-bottom))]"
    >
      <ul className="flex min-w-0 flex-1 gap-1.5 overflow-x-auto">
        {compared.map((one) => (
          <li key={one.address} className="flex items-center rounded-lg bg-soft pl-2 text-sm">
            <bdi className="max-w-36 truncate">{one.name}</bdi>
            <button
              type="button"
              aria-label={`Take out ${one.name}`}
              className="grid size-8 place-items-center text-dim hover:text-ink"
              onClick={() => toggle(one)}
            >
              <X className="size-3.5" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className={buttonClass("quiet", "max-sm:hidden")} onClick={clear}>
        Clear
      </button>
      {compared.length > 1 ? (
        <Link href={href} prefetch={false} className={buttonClass("primary")}>
          Compare {compared.length}
          {!mayCompare && <span className="rounded bg-card/20 px-1 text-2xs font-semibold">PRO</span>}
        </Link>
      ) : (
        <span className="px-2 text-xs text-dim">Add another</span>
      )}
    </aside>
  );
}
