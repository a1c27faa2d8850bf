import { cx } from "@/app/_components/ui/cx";
import { Time } from "@/app/_components/values/time";
import { formatBlocks, formatDay, formatNumber } from "@/server/format";
import { leavingWords, type OperatorLeaving } from "./leaving-words";

type Props = { leaving: OperatorLeaving };

/** Draws the 14 days that leaving takes beside the operator's allocation delay, and says the same in a table. */
export function LeavingTimeline({ leaving }: Props) {
  const { delayBlocks, leavingBlocks, marginBlocks } = leaving;
  const longest = Math.max(leavingBlocks, delayBlocks ?? 0) * 1.06;
  const at = (blocks: number) => `${(blocks / longest) * 100}%`;
  const isLost = marginBlocks !== null && marginBlocks < 0;
  return (
    <figure>
      <div aria-hidden="true" className="relative pb-6 text-sm">
        {[0, leavingBlocks / 2, leavingBlocks].map((blocks) => (
          <span
            key={blocks}
            className="absolute inset-y-0 border-l border-dashed border-line-strong pl-1.5"
            style={{ left: at(blocks) }}
          >
            <span
              className={cx(
                "absolute bottom-0 text-xs whitespace-nowrap text-dim",
                blocks === leavingBlocks && "right-full pr-1.5",
              )}
            >
              {blocks === 0 ? "today" : formatBlocks(blocks)}
            </span>
          </span>
        ))}
        <p className="relative font-medium">You leave</p>
        <div className="relative my-1.5 h-6">
          <span
            className="absolute inset-y-0 left-0 flex items-center truncate rounded-full border border-accent bg-accent-soft px-2.5 text-xs"
            style={{ width: at(leavingBlocks) }}
          >
            still slashable, all 14 days
          </span>
        </div>
        <p className="relative pt-1 font-medium">It announces a new allocation</p>
        <div className="relative my-1.5 h-6">
          {delayBlocks === null ? (
            <span className="absolute inset-0 flex items-center rounded-full border border-dashed border-line-strong px-2.5 text-xs text-dim">
              its allocation delay is not known
            </span>
          ) : (
            <>
              <span
                className="absolute inset-y-0 left-0 rounded-l-full border border-r-0 border-line-strong"
                style={{ width: at(delayBlocks) }}
              />
              <span
                className={cx(
                  "absolute inset-y-0 right-0 flex items-center truncate rounded-r-full px-2.5 text-xs",
                  isLost ? "bg-critical/15" : "bg-soft",
                )}
                style={{ left: at(delayBlocks) }}
              >
                <span className="truncate">
                  {delayBlocks === 0 ? "slashable at once" : `slashable after ${formatBlocks(delayBlocks)}`}
                </span>
              </span>
            </>
          )}
        </div>
      </div>
      <figcaption className={cx("mt-2 font-medium", isLost && "text-critical")}>
        {leavingWords(leaving)}
      </figcaption>
      <Known leaving={leaving} />
      <details className="mt-2 text-sm">
        <summary className="cursor-pointer text-accent">As a table</summary>
        <table className="mt-1.5 w-full max-w-md">
          <caption className="sr-only">The race between leaving and a new allocation</caption>
          <thead>
            <tr className="text-left text-xs text-dim">
              <th className="py-1 font-normal">Event, if both begin today</th>
              <th className="py-1 text-right font-normal">After</th>
            </tr>
          </thead>
          <tbody className="divide-y">
            <tr>
              <td className="py-1">A new allocation can be slashed</td>
              <td className="py-1 text-right">
                {delayBlocks === null ? "not known" : formatBlocks(delayBlocks)}
              </td>
            </tr>
            <tr>
              <td className="py-1">
                Your stake is out of reach
                {leaving.leftAt && (
                  <>
                    , <Time at={leaving.leftAt} show="day" />
                  </>
                )}
              </td>
              <td className="py-1 text-right">{formatBlocks(leavingBlocks)}</td>
            </tr>
            <tr>
              <td className="py-1">Exit margin</td>
              <td className="py-1 text-right">
                {marginBlocks === null ? "not known" : formatBlocks(marginBlocks)}
              </td>
            </tr>
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** Says how the operator's allocation delay is known, and how it changes. */
function Known({ leaving }: Props) {
  const {
    delaySource,
    observedAt,
    observedCount,
    leastObservedBlocks,
    leastObservedAt,
    upperBound,
    pending,
  } = leaving;
  const words = [
    delaySource === "chain" &&
      (leaving.isDelayUnset
        ? "No delay is set on chain, so 17.5 days pass before its first allocation."
        : "The delay is read from the chain."),
    delaySource === "observed" &&
      `The delay is that of its newest rise of an allocation${observedAt ? `, ${formatDay(observedAt)}` : ""}.`,
    observedCount > 1 &&
      `The least of ${formatNumber(observedCount)} seen: ${formatBlocks(leastObservedBlocks)}${leastObservedAt ? `, ${formatDay(leastObservedAt)}` : ""}.`,
    pending &&
      `A change of the delay to ${formatBlocks(pending.delayBlocks)} counts from ${pending.effectAt ? formatDay(pending.effectAt) : "a later block"} on.`,
    upperBound &&
      `At its first slash by a set, its allocation delay was at most ${formatBlocks(upperBound.blocks)}${upperBound.at ? `, ${formatDay(upperBound.at)}` : ""}.`,
  ].filter(Boolean);
  return <p className="text-sm text-dim empty:hidden">{words.join(" ")}</p>;
}
