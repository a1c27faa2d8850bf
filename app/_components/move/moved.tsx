import { OtherRun } from "@/app/_components/certainty/other-run";
import { sentenceName } from "@/app/_components/entity/plain-name";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { EmptyCard } from "@/app/_components/ui/empty-card";
import { Usd } from "@/app/_components/values/quantity";
import type { Move } from "@/server/network/moving/move";
import { moveAvsList, moveSplitList, moveStrategyList } from "./lists";
import { MoveNotes } from "./notes";
import { MoveSummary } from "./summary";

/** An operator may hold dozens of strategies, most of them next to nothing. */
const MOST_STRATEGIES = 12;

type MovedProps = {
  move: Move;
  /** Whose stake it is. Without an owner it holds each strategy as all stake of the old operator does, and has no amounts. */
  owner: "you" | "staker" | null;
  /** Shown beside the title. */
  action?: React.ReactNode;
  /** Shown after the value of the stake. */
  note?: string;
};

/** Shows what a move changes: the verdicts, what can be slashed at each time, and the splits. */
export function Moved({ move, owner, action, note }: MovedProps) {
  const { from, to, areExposuresKnown, stake } = move;
  const inUsd = owner !== null;
  const [fromName, toName] = [sentenceName(from.name, from.address), sentenceName(to.name, to.address)];
  const hasStake = move.strategies.length > 0;
  return (
    <>
      <Card
        title={
          <>
            {owner === "you" ? "Your stake, before and after" : "Before and after"}
            {owner && <OtherRun of={owner === "you" ? "stakers.moveMine" : "stakers.move"} />}
          </>
        }
        action={action}
      >
        <p className="mb-3 max-w-prose text-sm wrap-anywhere text-dim">
          {owner === null ? (
            <>
              Parts of a stake that holds each strategy in the same proportion as all stake of{" "}
              <bdi>{fromName}</bdi>. With its own wallet, a delegator sees amounts of its own stake here.
            </>
          ) : (
            <>
              Of <Usd value={stake.tvsUsd} of={stake} className="font-medium text-ink" /> delegated. {note}
            </>
          )}
          {!hasStake && " No stake of it is known, so no part of it is either."}
        </p>
        <MoveSummary move={move} inUsd={inUsd} />
        <MoveNotes move={move} />
      </Card>
      {move.avs.length > 0 ? (
        <Card
          flush
          title={
            <>
              By AVS <MetricTip metric="exposure" />
            </>
          }
          action={
            owner === null && (
              <CsvButton
                small
                of="what each AVS can take"
                href={csvHref("move-avs", "", { from: from.address, to: to.address })}
              />
            )
          }
        >
          <Table
            caption="The most that each AVS can take of the stake"
            columns={tableOf(moveAvsList(inUsd, move))}
            rows={move.avs}
            rowKey={(row) => row.address}
          />
        </Card>
      ) : (
        <EmptyCard
          title="By AVS"
          says={
            areExposuresKnown
              ? "No AVS is known to be able to slash it, with either operator."
              : "What can be slashed is not known: allocations or shares were not read."
          }
        />
      )}
      {hasStake && (
        <Card flush title="By strategy" action="the part that can be slashed">
          <Table
            caption="The part of each strategy that can be slashed"
            columns={tableOf(moveStrategyList(inUsd, move))}
            rows={move.strategies}
            mostRows={MOST_STRATEGIES}
            rowKey={(row) => row.address}
          />
        </Card>
      )}
      <Card flush title="Splits, AVS by AVS" action="kept of rewards, never of stake">
        <p className="max-w-prose px-4 pb-2 text-sm text-dim md:px-4.5">
          Which AVSs pay rewards is not in the data: here are those that at least one of the two secures, or
          may secure. The rewards of a set have a split of their own, shown where it differs.
        </p>
        {move.splits.rows.length > 0 ? (
          <Table
            caption={`Splits of rewards with ${fromName} and with ${toName}`}
            columns={tableOf(moveSplitList(move.splits.areAvsRead))}
            rows={move.splits.rows}
            rowKey={(row) => row.address}
          />
        ) : (
          <p className="px-4 pb-4 md:px-4.5">
            {move.splits.areAvsRead
              ? "Neither is known to secure an AVS."
              : "Not known: which AVSs operators are registered with was not read."}
          </p>
        )}
      </Card>
    </>
  );
}
