import { siteSettings } from "@/server/site-settings/keeper";
import { type Reported, reportHref } from "./report-href";

type ReportErrorProps = { about: Reported; className?: string };

/** Renders a link to report an error about an entity; nothing if this site has no contact. On the server only. */
export function ReportError({ about, className }: ReportErrorProps) {
  const href = reportHref(siteSettings().contactUrl, about);
  return (
    href && (
      <a href={href} rel="noreferrer" className={className ?? "text-sm text-accent hover:underline"}>
        Report an error
      </a>
    )
  );
}
