import Link from "next/link";
import { cx } from "@/app/_lib/cx";
import { formatNumber } from "@/app/_lib/format";
import { Time } from "../time";

type FreshnessProps = {
  block: number | null;
  updatedAt: Date | null;
  /** What the figures are made of, in the pipeline's own words. */
  provenance: string | null;
  /** A snapshot is meant to be old: it gets no alarm. */
  isDemo?: boolean;
  now?: Date;
};

const HOUR_MS = 3_600_000;
const STATES = {
  fresh: { dot: "bg-low", words: "" },
  late: { dot: "bg-medium", words: "running late" },
  stale: { dot: "bg-critical", words: "out of date" },
  demo: { dot: "bg-accent", words: "" },
};

function stateOf(updatedAt: Date, isDemo: boolean, now: Date): keyof typeof STATES {
  if (isDemo) return "demo";
  const age = now.getTime() - updatedAt.getTime();
  return age < 2 * HOUR_MS ? "fresh" : age < 24 * HOUR_MS ? "late" : "stale";
}

/** How far the pipeline has read and how long ago, as a dot and in words. */
export function Freshness({
  block,
  updatedAt,
  provenance,
  isDemo = false,
  now = new Date(),
}: FreshnessProps) {
  if (!updatedAt)
    return (
      <p>
        <Dot className="bg-s5" />
        The pipeline's last update is not known right now.
      </p>
    );
  const { dot, words } = STATES[stateOf(updatedAt, isDemo, now)];
  return (
    <>
      <p className="shrink-0">
        <Dot className={dot} />
        Updated at block <b className="font-medium text-ink">{formatNumber(block)}</b>,{" "}
        <Time at={updatedAt} now={now} />
        {words && <span className="text-ink"> · {words}</span>}
      </p>
      {provenance && (
        <p>
          {provenance}{" "}
          <Link href="/methodology" className="underline hover:text-ink">
            How
          </Link>
        </p>
      )}
    </>
  );
}

const Dot = ({ className }: { className: string }) => (
  <span className={cx("mr-1.5 inline-block size-[7px] rounded-full", className)} aria-hidden="true" />
);
