import { acceptsCookies } from "@/app/_browser/browser";
import { buttonClass } from "@/app/_components/ui/button";

/** Returns whether a signature given on this page would be accepted, as far as the browser can tell. */
export const canSignAt = (site: string): boolean => location.origin === site && acceptsCookies();

/** Explains why a signature would be refused here, before a wallet is asked for one. */
export function CannotSign({ site }: { site: string }) {
  if (location.origin === site)
    return (
      <p className="text-sm text-dim">
        {`This browser accepts no cookies from EigenWatch, and a session needs one. Allow cookies for ${location.host}, then load this page again.`}
      </p>
    );
  const { pathname, search, hash } = location;
  return (
    <div className="grid gap-4 text-sm text-dim">
      <p>
        <span>{`You opened EigenWatch at ${location.host}, but you can sign in only at `}</span>
        <b className="font-medium break-all text-ink">{site}</b>
      </p>
      <a href={`${site}${pathname}${search}${hash}`} className={buttonClass("primary", "h-10 max-sm:h-11")}>
        Open this page there
      </a>
    </div>
  );
}
