import { Card } from "@/app/_components/card";
import { ShareBar } from "@/app/_components/charts/share-bar";
import { CsvButton } from "@/app/_components/csv-button";
import { Modelled } from "@/app/_components/demo";
import { Empty } from "@/app/_components/empty";
import { Instead } from "@/app/_components/instead";
import { Link } from "@/app/_components/link";
import { OtherRun } from "@/app/_components/other-run";
import { Count } from "@/app/_components/quantity";
import { Time } from "@/app/_components/time";
import { buttonClass } from "@/app/_components/ui/button";
import { csvHref } from "@/app/_lib/csv-href";
import { cx } from "@/app/_lib/cx";
import { nameOf } from "@/app/_lib/plain-name";
import { NEWEST_DELEGATIONS } from "@/server/analytics/stakers";
import type { RouterOutputs } from "@/server/router";
import { AboutToChange } from "./about-to-change";
import { DelegationTable } from "./delegation-table";
import { HoldingTable } from "./holding-table";
import { SinceDelegated } from "./since-delegated";
import { WorstCase } from "./worst-case";

type Whole = RouterOutputs["analytics"]["stakers"]["detail"];

/** What only the wallet itself and PRO see of a staker. */
export function WholeStake({ staker, isOwn }: { staker: Whole; isOwn: boolean }) {
  const { address, operator, holdings, delegations, leaving, happened, coming } = staker;
  const isQuiet =
    happened?.slashings.length === 0 && coming?.allocations.length === 0 && coming.commissions.length === 0;
  const history = (
    <Card
      flush
      title={
        <>
          Delegation history <Modelled table="operator_delegator_history" />
          <OtherRun of={isOwn ? "stakers.mine" : "stakers.detail"} />
        </>
      }
      action={
        delegations.length > 0 && (
          <CsvButton small of="delegation history" href={csvHref("delegations", "", { staker: address })} />
        )
      }
    >
      {delegations.length > 0 ? (
        <DelegationTable delegations={delegations} />
      ) : (
        <Empty title="No delegation recorded" />
      )}
      {delegations.length === NEWEST_DELEGATIONS && (
        <p className="border-t px-4 py-3 text-sm text-dim md:px-4.5">
          The newest <Count value={NEWEST_DELEGATIONS} />. The CSV has all.
        </p>
      )}
    </Card>
  );
  if (operator === null)
    return (
      <>
        {isOwn ? (
          <NoStakeYet hasDelegated={delegations.length > 0} />
        ) : (
          <Instead title="Stake and worst case" says="It delegates to nobody.">
            {leaving.length === 0 &&
              "No departure of the last 14 days is known, so that none of it can be slashed as far as the data tells."}
          </Instead>
        )}
        <StillSlashable leaving={leaving} />
        {delegations.length > 0 && history}
      </>
    );
  return (
    <>
      <StillSlashable leaving={leaving} />
      <div className={cx("grid gap-4", isQuiet && "lg:grid-cols-2")}>
        <SinceDelegated staker={staker} isOwn={isOwn} />
        <AboutToChange staker={staker} />
      </div>
      <WorstCase staker={staker} isOwn={isOwn} />
      <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
        <Card
          flush
          title="Stake by asset"
          action={
            holdings.length > 0 && (
              <CsvButton small of="stake by asset" href={csvHref("holdings", "", { staker: address })} />
            )
          }
          className="self-start"
        >
          {holdings.length > 0 ? <HoldingTable holdings={holdings} /> : <Empty title="No shares delegated" />}
        </Card>
        <ShareBar
          title="By value"
          format="usd"
          items={holdings.map((row) => ({
            key: row.address,
            label: nameOf(row.symbol, row.address),
            value: row.tvsUsd,
            href: `/strategies/${row.address}`,
          }))}
          empty="No stake of value"
          className="self-start"
        />
      </div>
      {history}
    </>
  );
}

/** Leaving takes 14 days: until then the operator sets of the old operator can slash what was queued. */
const StillSlashable = ({ leaving }: Pick<Whole, "leaving">) =>
  leaving.length > 0 && (
    <Card title="May still be slashed">
      <ul className="grid gap-1">
        {leaving.map(({ operator, operatorName, isForced, leftAt, slashableUntil }) => (
          <li key={`${operator} ${leftAt?.getTime()}`}>
            {isForced ? "It was undelegated by" : "It left"}{" "}
            <Link href={`/operators/${operator}`} prefetch={false} className="font-medium hover:underline">
              <bdi>{nameOf(operatorName, operator)}</bdi>
            </Link>{" "}
            on <Time at={leftAt} show="day" />. What it queued for withdrawal could still be slashed by that
            operator's sets until <Time at={slashableUntil} show="day" />.
          </li>
        ))}
      </ul>
    </Card>
  );

const NoStakeYet = ({ hasDelegated }: { hasDelegated: boolean }) => (
  <Card>
    <Empty
      title={hasDelegated ? "You delegate to nobody" : "You delegate to nobody yet"}
      action={
        <Link href="/operators" className={buttonClass("primary")}>
          Find an operator
        </Link>
      }
    >
      Once this wallet delegates its stake to an operator, its value, what each AVS could take of it and every
      delegation stand here.
    </Empty>
  </Card>
);
