import { cx } from "@/app/_components/ui/cx";
import { formatNumber } from "@/server/format";
import { Link } from "../navigation/link";
import { Time } from "../values/time";
import { freshnessOf } from "./freshness-of";

type FreshnessProps = {
  block: number | null;
  updatedAt: Date | null;
  /** The pipeline's own description of its sources. */
  provenance: string | null;
  now?: Date;
};

const STATES = {
  fresh: { dot: "bg-low", words: "" },
  late: { dot: "bg-medium", words: "running late" },
  old: { dot: "bg-critical", words: "out of date" },
  unknown: { dot: "bg-s5", words: "" },
};

/** Says how far the pipeline has read and how long ago. */
export function Freshness({ block, updatedAt, provenance, now = new Date() }: FreshnessProps) {
  const state = freshnessOf(updatedAt, now);
  const { dot, words } = STATES[state];
  if (state === "unknown")
    return (
      <p>
        <Dot className={dot} />
        The pipeline's last update is not known right now.
      </p>
    );
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
