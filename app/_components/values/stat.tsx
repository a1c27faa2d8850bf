import { cx } from "@/app/_components/ui/cx";

const COLUMNS = { 3: "sm:grid-cols-3", 4: "lg:grid-cols-4", 6: "sm:grid-cols-3 lg:grid-cols-6" };

/** Renders a strip of headline figures (`Stat`s), divided by hairlines, two to a row on a phone. */
export function StatStrip({
  columns = 6,
  children,
}: {
  columns?: keyof typeof COLUMNS;
  children: React.ReactNode;
}) {
  return (
    <dl
      className={cx(
        "grid grid-cols-2 overflow-hidden rounded-xl border bg-card",
        "*:last:odd:max-sm:col-span-2",
        COLUMNS[columns],
      )}
    >
      {children}
    </dl>
  );
}

type StatProps = {
  label: React.ReactNode;
  /** The figure: a `Usd`, `Count`, `Percent` … */
  children: React.ReactNode;
  /** The line under it: a `Change`, a label, a comparison. */
  note?: React.ReactNode;
  /** A second line under the figure: its rank among others. */
  standing?: React.ReactNode;
  tone?: "critical";
};

/** Renders one headline figure of a `StatStrip`. */
export function Stat({ label, children, note, standing, tone }: StatProps) {
  return (
    <div className="-mr-px -mb-px flex min-w-0 flex-col border-r border-b px-4 py-3.5 md:px-4.5">
      <dt className="flex items-center gap-1 text-xs text-dim">{label}</dt>
      <dd
        className={cx(
          "mt-0.5 text-xl font-semibold tracking-tight wrap-anywhere",
          tone === "critical" && "text-critical",
        )}
      >
        {children}
      </dd>
      {note != null && note !== false && <dd className="truncate text-xs text-dim">{note}</dd>}
      {standing != null && <dd className="truncate text-xs text-dim">{standing}</dd>}
    </div>
  );
}
