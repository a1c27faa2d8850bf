import { ArrowUpRight } from "lucide-react";

/** A link that a stranger declared: only http and https lead anywhere, and the page it opens learns nothing of us. */
export function OutsideLink({ href, children }: { href: string | null; children: React.ReactNode }) {
  const url = URL.canParse(href ?? "") ? new URL(href ?? "") : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol)) return null;
  return (
    <a
      href={url.href}
      target="_blank"
      rel="noreferrer nofollow ugc"
      title={url.href}
      className="inline-flex items-center gap-0.5 text-accent hover:underline"
    >
      {children}
      <ArrowUpRight className="size-3.5" aria-hidden="true" />
    </a>
  );
}
