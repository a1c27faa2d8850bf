import { Link } from "@/app/_components/navigation/link";
import { PublishedAccounts } from "@/app/_components/slashings/published-accounts";
import { SlashingEvents } from "@/app/_components/slashings/slashing-events";
import { Card } from "@/app/_components/ui/card";
import { Counted, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { lossCertainty } from "@/app/_components/values/value-mark";
import { formatNumber } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

type Slashing = RouterOutputs["analytics"]["slashing"];

const NEWEST = 3;

/** Shows the slashings of the operator's stake: one total, and the newest one by one. */
export const SlashingRecord = ({
  address,
  counts,
  slashings,
}: {
  address: string;
  counts: Slashing["counts"];
  /** The operator's slashings, newest first. */
  slashings: Slashing["list"]["rows"];
}) => (
  <Card
    title="Slashing record"
    action={
      <Link href={`/slashings?operator=${address}`} prefetch={false} className="text-accent hover:underline">
        {(counts.totalCount ?? 0) > NEWEST
          ? `All ${formatNumber(counts.totalCount)}`
          : "Show in the list of slashings"}
      </Link>
    }
  >
    <div className="grid gap-x-10 gap-y-3 lg:grid-cols-[1fr_1.9fr]">
      <div>
        <p className="text-3xl font-semibold tracking-tight text-critical">
          <Usd value={counts.lostUsd} of={lossCertainty(counts)} past />
        </p>
        <p className="max-w-prose text-dim">
          {counts.lostUsd === null ? "of unknown value: what was lost in" : "estimated loss in"}{" "}
          <Counted value={counts.totalCount} one="slashing" /> by{" "}
          <Counted value={counts.avsCount} one="AVS" many="AVSs" />, the last on{" "}
          <Time at={slashings[0]?.slashedAt} show="day" />.
          {counts.lostUsd !== null && counts.unpricedCount > 0 && (
            <>
              {" "}
              Not in it: <Counted value={counts.unpricedCount} one="part" /> of unknown value.
            </>
          )}
        </p>
      </div>
      <SlashingEvents slashings={slashings.slice(0, NEWEST)} ofOne />
    </div>
    <PublishedAccounts operator={address} />
  </Card>
);
