import { siteSettings } from "@/server/site-settings/keeper";

/** Renders the line that an admin put above every page, or nothing. On the server only. */
export function Announcement() {
  const { announcement } = siteSettings();
  if (announcement === null) return null;
  return (
    <aside aria-label="Announcement" className="border-b bg-soft px-4 py-1.5 text-sm md:px-7">
      <p className="max-w-prose wrap-anywhere">
        <bdi>{announcement}</bdi>
      </p>
    </aside>
  );
}
