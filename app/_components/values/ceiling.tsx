import { UNKNOWN } from "@/server/format";
import type { SecurityState } from "@/server/network/security/security";
import { Figure } from "./figure";
import { Usd } from "./quantity";

interface CeilingFigures {
  ceilingLeastUsd: number | null;
  ceilingMostUsd: number | null;
  isCeilingCutOff: boolean;
}

/** The short words for an AVS of which no ceiling is known, and the reason in full. */
const WITHOUT: Partial<Record<SecurityState, [short: string, why: string]>> = {
  "nothing-known": ["none known", "Nothing is allocated to its operator sets that are known"],
  "none-known": ["none known", "No operator set of it is known"],
  "not-in-demo": [UNKNOWN, "Not known: the demo does not have all that is allocated to its operator sets"],
  "not-read": [UNKNOWN, "Not known: what operators allocate has not been read"],
};

/** Renders an economic ceiling: "$1.20M", "up to $5.00M", "at least $10K", or why it is not known. */
export function Ceiling({
  of,
  state,
  className,
}: {
  of: CeilingFigures;
  state: SecurityState;
  className?: string;
}) {
  const [short, why] = WITHOUT[state] ?? [];
  if (short === UNKNOWN) return <Figure text={UNKNOWN} why={why} className={className} />;
  if (short)
    return (
      <span className="whitespace-nowrap text-dim" title={why}>
        {short}
      </span>
    );
  return (
    <span className="whitespace-nowrap">
      <Bounds
        leastUsd={of.ceilingLeastUsd}
        mostUsd={of.ceilingMostUsd}
        isCutOff={of.isCeilingCutOff}
        className={className}
      />
    </span>
  );
}

/** Renders dollars between two bounds, one of which may be missing: "$1.20M", "up to $5.00M", "at least $10K". */
export function Bounds({
  leastUsd,
  mostUsd,
  isCutOff = false,
  className,
}: {
  leastUsd: number | null;
  mostUsd: number | null;
  isCutOff?: boolean;
  className?: string | undefined;
}) {
  const word = (text: string) => <span className="font-normal text-dim">{text} </span>;
  if (leastUsd === null || (leastUsd === 0 && mostUsd === null))
    return <Figure text={UNKNOWN} why="Not known" className={className} />;
  if (mostUsd === null || isCutOff)
    return (
      <>
        {word("at least")}
        <Usd value={leastUsd} className={className} />
      </>
    );
  if (mostUsd - leastUsd <= 0.005 + mostUsd * 1e-6) return <Usd value={mostUsd} className={className} />;
  if (leastUsd === 0)
    return (
      <>
        {word("up to")}
        <Usd value={mostUsd} className={className} />
      </>
    );
  return (
    <>
      <Usd value={leastUsd} className={className} /> {word("to")}
      <Usd value={mostUsd} className={className} />
    </>
  );
}
