import { OtherRun } from "@/app/_components/certainty/other-run";
import { ShareBar } from "@/app/_components/charts/share-bar";
import { Modelled } from "@/app/_components/demo/demo";
import { nameOf } from "@/app/_components/entity/plain-name";
import { Link } from "@/app/_components/navigation/link";
import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Table } from "@/app/_components/tables/table";
import { buttonClass } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { cx } from "@/app/_components/ui/cx";
import { Empty } from "@/app/_components/ui/empty";
import { EmptyCard } from "@/app/_components/ui/empty-card";
import { Count } from "@/app/_components/values/quantity";
import { NEWEST_DELEGATIONS } from "@/server/analytics/stakers";
import type { RouterOutputs } from "@/server/trpc/router";
import { DELEGATION_LIST, HOLDING_LIST } from "../list";
import { AboutToChange } from "./about-to-change";
import { LeavingToday } from "./leaving-today";
import { QueuedStake } from "./queued-stake";
import { SinceDelegated } from "./since-delegated";
import { SlashedInQueue } from "./slashed-in-queue";
import { WorstCase } from "./worst-case";

type Whole = RouterOutputs["analytics"]["stakers"]["detail"];

type WholeStakeProps = {
  staker: Whole;
  isOwn: boolean;
  /** The move of the stake to another operator. */
  moving: React.ReactNode;
};

/** Shows the part of a staker's page that only the wallet itself and PRO see. */
export function WholeStake({ staker, isOwn, moving }: WholeStakeProps) {
  const { address, operator, isDelegationKnown, holdings, delegations, leaving, happened, coming } = staker;
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
        <Table
          caption="Delegation history"
          columns={tableOf(DELEGATION_LIST)}
          rows={delegations}
          rowKey={(row) => `${row.blockNumber}-${row.operator}-${row.kind}-${row.transactionHash}`}
        />
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
        {isOwn && isDelegationKnown ? (
          <NoStakeYet hasDelegated={delegations.length > 0} />
        ) : (
          <EmptyCard
            title="Stake and worst case"
            says={isDelegationKnown ? "It delegates to nobody." : "Its operator and its stake are not known."}
          >
            {isDelegationKnown &&
              leaving.length === 0 &&
              "No departure in the last 14 days is known, so none of it can be slashed as far as the data shows."}
          </EmptyCard>
        )}
        <QueuedStake leaving={leaving} />
        <SlashedInQueue left={staker.slashedInQueue} />
        {delegations.length > 0 && history}
      </>
    );
  return (
    <>
      <QueuedStake leaving={leaving} />
      <SlashedInQueue left={staker.slashedInQueue} />
      <div className={cx("grid gap-4", isQuiet && "lg:grid-cols-2")}>
        <SinceDelegated staker={staker} isOwn={isOwn} />
        <AboutToChange staker={staker} />
      </div>
      <LeavingToday staker={staker} isOwn={isOwn} />
      <WorstCase staker={staker} isOwn={isOwn} />
      <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
        <Card
          flush
          title="Stake by strategy"
          action={
            holdings.length > 0 && (
              <CsvButton small of="stake by strategy" href={csvHref("holdings", "", { staker: address })} />
            )
          }
          className="self-start"
        >
          {holdings.length > 0 ? (
            <Table
              caption="Stake by strategy"
              columns={tableOf(HOLDING_LIST)}
              rows={holdings}
              rowKey={(row) => row.address}
            />
          ) : (
            <Empty title="No delegated shares are known" />
          )}
        </Card>
        <ShareBar
          title="By value"
          format="usd"
          items={holdings.map((row) => ({
            key: row.address,
            label: nameOf(row.symbol, row.address),
            value: row.tvsUsd,
            ratio: row.ofStakeRatio,
            of: { isTvsUpperBound: row.isUpperBound },
            href: `/strategies/${row.address}`,
          }))}
          empty="No stake of known value"
          className="self-start"
        />
      </div>
      {moving}
      {history}
    </>
  );
}

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
      Once this wallet delegates its stake to an operator, its value, the part that each AVS could slash and
      every delegation appear here.
    </Empty>
  </Card>
);
