import { ActivityItem, Named } from "@/app/_components/activity/activity-item";
import { nameOf } from "@/app/_components/entity/plain-name";
import { Percent, Usd } from "@/app/_components/values/quantity";
import { lossCertainty } from "@/app/_components/values/value-mark";
import type { RouterOutputs } from "@/server/trpc/router";
import { outcomeOf } from "./outcome";

type Slashing = RouterOutputs["analytics"]["slashing"]["list"]["rows"][number];

/**
 * Renders slashings as sentences: operator (unless the page is about it), AVS, part of the stake, and estimated
 * value.
 */
export const SlashingEvents = ({ slashings, ofOne }: { slashings: Slashing[]; ofOne?: boolean }) => (
  <ol className="divide-y">
    {slashings.map((slashing) => (
      <ActivityItem key={slashing.id} kind="slashing" at={slashing.slashedAt}>
        <p>
          {ofOne ? (
            "Slashed"
          ) : (
            <>
              <Named path="/operators" address={slashing.operator} name={slashing.operatorName} /> was slashed
            </>
          )}{" "}
          by <Named path="/avs" address={slashing.avs} name={slashing.avsName} />
          <span className="text-dim">, set {slashing.setNumber}</span>
        </p>
        <p className="text-sm text-dim">
          <Lost slashing={slashing} />
        </p>
      </ActivityItem>
    ))}
  </ol>
);

function Lost({ slashing }: { slashing: Slashing }) {
  const { parts, lostUsd } = slashing;
  const [first, ...others] = parts;
  if (!first) return <span>how much is not known</span>;
  return (
    <>
      <Percent value={first.ratio} /> of its whole <bdi>{nameOf(first.symbol, first.address)}</bdi>
      {others.length > 0 && `, and ${others.length} more`}
      {lostUsd !== null && (
        <>
          , estimated <Usd value={lostUsd} of={lossCertainty(slashing)} past />
        </>
      )}
      , {outcomeOf(parts)}
    </>
  );
}
