import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Link } from "@/app/_components/navigation/link";
import { Card } from "@/app/_components/ui/card";
import { Bounds } from "@/app/_components/values/ceiling";
import { Count, Counted } from "@/app/_components/values/quantity";
import type { RouterOutputs } from "@/server/trpc/router";
import { Coalition } from "./coalition";

type Security = RouterOutputs["analytics"]["avs"]["security"];

/** Says what the security of an AVS is worth, for every tier. `href` is the page with the details. */
export function SecurityHeadline({ security, href }: { security: Security; href?: string }) {
  const { weakest } = security;
  return (
    <Card
      title={
        <>
          What its security is worth <MetricTip metric="ceiling" />
        </>
      }
      action={
        href && (
          <Link href={href} prefetch={false} className="text-accent hover:underline">
            By set and coalition
          </Link>
        )
      }
    >
      {weakest ? <Weakest security={security} weakest={weakest} /> : <Without security={security} />}
    </Card>
  );
}

function Weakest({ security, weakest }: { security: Security; weakest: NonNullable<Security["weakest"]> }) {
  const { slashingSetCount, setCount } = security;
  return (
    <>
      <p className="text-3xl font-semibold tracking-tight">
        <Bounds {...weakest} />{" "}
        <span className="text-sm font-normal tracking-normal text-dim">
          is the least stake behind a third of set {weakest.setNumber}
        </span>
      </p>
      <p className="mt-1 max-w-4xl text-dim">
        Operators with a third of what operator set {weakest.setNumber} can slash lose that much at least if
        it slashes them whole. It can slash <Bounds {...weakest.slashableUsd} className="text-ink" /> of{" "}
        <Counted value={weakest.memberCount} one="operator" className="text-ink" />
        {weakest.unsureMemberCount > 0 && (
          <>
            , <Count value={weakest.unsureMemberCount} /> of which may not belong to it
          </>
        )}
        .
        {slashingSetCount !== null && slashingSetCount > 1 && (
          <>
            {" "}
            Of <Counted value={slashingSetCount} one="set" /> that can slash something, this one costs least.
          </>
        )}
        {slashingSetCount !== null && setCount > slashingSetCount && (
          <>
            {" "}
            <Counted value={setCount - slashingSetCount} one="other set" /> can slash nothing now.
          </>
        )}
      </p>
      <Coalition
        of={weakest.coalition}
        count={weakest.coalitionCount}
        isSure={weakest.isCoalitionSure}
        usd={weakest.coalitionUsd}
      />
    </>
  );
}

const NOT_KNOWN = {
  "nothing-known": {
    says: "Nothing that it can slash is known.",
    because:
      "No stake is allocated in effect to those of its operator sets that are known. There may be others, so that its security may be worth more.",
  },
  "none-known": {
    says: "No operator set of this AVS is known.",
    because:
      "So it is not known what its security is worth: it was made before operator sets, has created none yet, or they are not in the data.",
  },
  "not-in-demo": {
    says: "Not known in the demo.",
    because: "The demo does not have all of the operators' allocations to this AVS.",
  },
  "not-read": {
    says: "Not known.",
    because: "The pipeline has not read operators' allocations.",
  },
  ceiling: { says: "Not known.", because: "It is not known which operators decide in its operator sets." },
};

function Without({ security: { state, setCount } }: { security: Security }) {
  if (state !== "nothing") {
    const { says, because } = NOT_KNOWN[state];
    return (
      <p className="max-w-4xl text-dim">
        <span className="font-medium text-ink">{says}</span> {because}
      </p>
    );
  }
  return (
    <p className="max-w-4xl text-dim">
      <span className="font-medium text-ink">$0: whatever its operators hold, nothing can be slashed.</span>{" "}
      {setCount === 0 ? "It has no operator set." : "Nothing is allocated to its operator sets."}
    </p>
  );
}
