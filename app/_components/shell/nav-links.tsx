"use client";

import { Activity, Boxes, Gavel, Layers, type LucideIcon, Star, Users } from "lucide-react";
import { usePathname } from "next/navigation";
import { cx } from "@/app/_components/ui/cx";
import { useAccount } from "../account/account-provider";
import { Link } from "../navigation/link";
import { MEMBER_NAV_ITEMS, NAV_ITEMS } from "./nav-items";

const ICONS: Record<string, LucideIcon> = {
  "/": Activity,
  "/operators": Users,
  "/avs": Boxes,
  "/strategies": Layers,
  "/slashings": Gavel,
  "/watchlist": Star,
};

const useItems = () => (useAccount().viewer.address === null ? NAV_ITEMS : MEMBER_NAV_ITEMS);

const isUnder = (path: string, href: string) =>
  href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
const mark = (path: string, href: string) =>
  path === href ? "page" : isUnder(path, href) ? "true" : undefined;

/** Renders the links of the header. */
export function NavLinks() {
  const path = usePathname();
  const items = useItems();
  return (
    <nav aria-label="Main" className="flex gap-0.5 max-md:hidden">
      {items.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={mark(path, href)}
          className={cx(
            "rounded-lg px-2 py-1.5 transition-colors lg:px-2.5",
            // In a narrow header the account's menu, or the list of operators, has these links.
            (href === "/watchlist" || href === "/entities") && "max-lg:hidden",
            isUnder(path, href) ? "bg-soft font-medium text-ink" : "text-dim hover:text-ink",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

/**
 * Returns whether the bar of a phone has a link. It has no room for entities, which the list of operators links to.
 */
const isInPhoneBar = ({ href }: { href: string }) => href !== "/entities";

/** Renders the navigation as a bar at the bottom of a phone. */
export function PhoneNav() {
  const path = usePathname();
  const items = useItems();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 border-t bg-card pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="mx-auto flex h-14 max-w-md">
        {items.filter(isInPhoneBar).map(({ href, label }) => {
          const Icon = ICONS[href] ?? Activity;
          const here = isUnder(path, href);
          return (
            <li key={href} className="flex-1">
              <Link
                href={href}
                prefetch={false}
                aria-current={mark(path, href)}
                className={cx(
                  "relative grid h-full place-content-center justify-items-center gap-0.5 text-2xs -outline-offset-4",
                  here
                    ? "font-medium text-ink before:absolute before:-top-px before:left-1/2 before:h-0.5 before:w-10 before:-translate-x-1/2 before:bg-accent"
                    : "text-dim",
                )}
              >
                <Icon className={cx("size-5", here && "text-accent")} strokeWidth={1.75} aria-hidden="true" />
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
