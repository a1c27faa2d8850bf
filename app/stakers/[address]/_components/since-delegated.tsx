import { Unsettled } from "@/app/_components/certainty/unsettled";
import { Entity } from "@/app/_components/entity/entity";
import { nameOf, plainName } from "@/app/_components/entity/plain-name";
import { Link } from "@/app/_components/navigation/link";
import type { TableColumns } from "@/app/_components/tables/columns";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { Count, Counted, Percent } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { Transaction } from "@/app/_components/values/transaction";
import { nounOf, UNKNOWN } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

type Whole = RouterOutputs["analytics"]["stakers"]["detail"];
type Happened = NonNullable<Whole["happened"]>;

const SHOWN = 5;

/** Lists slashings of a stake's operator, in the stake's strategies, since it was delegated. */
export function SinceDelegated({ staker, isOwn }: { staker: Whole; isOwn: boolean }) {
  const { happened, operator, delegatedAt } = staker;
  if (!happened) return null;
  const { slashings, otherCount, unsettledStrategyCount } = happened;
  const isQuiet = slashings.length === 0;
  const earlierCount = slashings.length - SHOWN;
  return (
    <Card
      flush={!isQuiet}
      title={isOwn ? "Since you delegated" : "Since it delegated"}
      action={
        (staker.slashingCount ?? 0) > 0 && (
          <Link href={`/slashings?operator=${operator}`} className="text-accent hover:underline">
            All of {isOwn ? "your" : "its"} operator's slashings
          </Link>
        )
      }
    >
      {staker.slashingCount === null ? (
        <p className="text-dim">Whether its operator was slashed is not known: no slashings could be read.</p>
      ) : isQuiet ? (
        <p className="text-dim">
          No slashing of {isOwn ? "your operator took any of your" : "its operator took any of these"}{" "}
          strategies
          {delegatedAt && (
            <>
              {" since "}
              <Time at={delegatedAt} show="day" />
            </>
          )}
          {otherCount > 0 && (
            <>
              ; <Counted value={otherCount} one="slashing" /> took of other strategies
            </>
          )}
          .
        </p>
      ) : (
        <Table
          caption="Slashings of its operator in these strategies"
          columns={SLASHINGS}
          rows={slashings.slice(0, SHOWN)}
          rowKey={(row) => row.id}
        />
      )}
      {(!isQuiet || unsettledStrategyCount > 0) && (
        <div className={isQuiet ? "mt-2 grid gap-2" : "grid gap-2 border-t px-4 py-3 md:px-4.5"}>
          {!isQuiet && (
            <p className="max-w-prose text-sm text-dim">
              A fraction is of the operator's whole stake in the strategy, and so of every delegator's. How
              many shares {isOwn ? "you" : "it"} had on the day is not known. The same fraction was taken of
              what {isOwn ? "you" : "it"} had queued for withdrawal in the 14 days before.
              {!delegatedAt && " It is not known when it began to delegate, so all slashings are listed."}
              {earlierCount > 0 && (
                <>
                  {" "}
                  <Count value={earlierCount} /> earlier {nounOf(earlierCount, "one")} took of these
                  strategies.
                </>
              )}
              {otherCount > 0 && (
                <>
                  {" "}
                  <Count value={otherCount} /> more took of other strategies.
                </>
              )}
            </p>
          )}
          <Unsettled strategyCount={unsettledStrategyCount} className="text-sm" />
        </div>
      )}
    </Card>
  );
}

const SLASHINGS: TableColumns<Happened["slashings"][number]> = {
  time: {
    header: "When",
    priority: 2,
    cellClass: "whitespace-nowrap",
    cell: (row) => <Time at={row.slashedAt} show="day" />,
  },
  avs: {
    header: "By AVS and set",
    cellClass: "w-full max-w-0 min-w-32",
    cell: (row) => (
      <Entity
        address={row.avs}
        name={row.avsName}
        href={`/avs/${row.avs}`}
        phoneNote={<Time at={row.slashedAt} show="day" className="text-xs text-dim" />}
      />
    ),
  },
  fraction: {
    header: "Fraction of each strategy",
    align: "right",
    cellClass: "whitespace-nowrap",
    cell: (row) => (
      <>
        {row.parts.length === 0
          ? UNKNOWN
          : row.parts.map((part) => (
              <span key={part.address} className="block">
                <Percent value={part.ratio} className="font-semibold text-critical" />
                <span className="text-dim">
                  {" "}
                  of <bdi>{nameOf(part.symbol, part.address)}</bdi>
                </span>
              </span>
            ))}
        <span className="block text-2xs text-dim">set {row.setNumber}</span>
      </>
    ),
  },
  reason: {
    header: "Reason given",
    priority: 3,
    cellClass: "max-w-64",
    cell: (row) => (
      <bdi className="block truncate text-dim" title={plainName(row.reason) ?? undefined}>
        {plainName(row.reason) ?? "none given"}
      </bdi>
    ),
  },
  transaction: {
    header: "Transaction",
    priority: 3,
    cell: (row) => (
      <Transaction hash={row.transactionHash} table="operator_slashing_incidents" of={row.operator} />
    ),
  },
};
