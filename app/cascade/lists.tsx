import { Entity, OperatorEntity } from "@/app/_components/entity/entity";
import { ENTITY_CELL } from "@/app/_components/entity/entity-name";
import { type FixedColumn, fixedListOf } from "@/app/_components/tables/columns";
import { Count, Counted, Percent, Usd } from "@/app/_components/values/quantity";
import type { RouterOutputs } from "@/server/trpc/router";

type Found = RouterOutputs["analytics"]["avs"]["cascade"];
type AvsRow = Found["avs"][number];
type OperatorRow = Found["operators"][number];

const certaintyOf = ({ isUpTo, unknownCount }: { isUpTo: boolean; unknownCount: number }) => ({
  isUpTo,
  unpricedCount: unknownCount,
});

/** Renders an answer as words with a sign, so that colour is not needed to tell it. */
const Answer = ({ is, words }: { is: boolean | null; words: [yes: string, no: string] }) =>
  is === null ? (
    <span className="whitespace-nowrap text-dim">? not sure</span>
  ) : (
    <span className={is ? "whitespace-nowrap font-medium text-critical" : "whitespace-nowrap"}>
      {is ? `! ${words[0]}` : words[1]}
    </span>
  );

const Slack = ({ value }: { value: number | null }) =>
  value === null ? <span className="text-dim">no limit</span> : <Percent value={value} />;

/** The AVSs of a supposition, with the cost of an attack on each. */
export const CASCADE_AVS_LIST = fixedListOf({
  avs: {
    header: "AVS",
    metric: null,
    csv: null,
    cellClass: ENTITY_CELL,
    cell: (row) => <Entity address={row.address} name={row.name} href={`/avs/${row.address}`} stretched />,
  },
  profit: {
    header: "Profit supposed",
    align: "right",
    metric: null,
    csv: null,
    cell: (row) => <Usd value={row.profitUsd} />,
  },
  cost: {
    header: "Cheapest attack",
    align: "right",
    metric: null,
    csv: null,
    cell: (row) => <Usd value={row.costUsd ?? 0} of={certaintyOf(row)} />,
  },
  stake: {
    header: "Stake at risk",
    align: "right",
    priority: 2,
    metric: "slashable",
    csv: null,
    cell: (row) => (
      <>
        <Usd value={row.stakeUsd} of={certaintyOf(row)} />
        <span className="block text-2xs text-dim">
          of <Counted value={row.operatorCount} one="operator" />
        </span>
      </>
    ),
  },
  slack: {
    header: "Slack",
    align: "right",
    priority: 3,
    metric: "slack",
    csv: null,
    cell: (row) => <Slack value={row.slackRatio} />,
  },
  pays: {
    header: "An attack",
    align: "right",
    metric: null,
    csv: null,
    cell: (row) => <Answer is={row.pays} words={["pays", "does not pay"]} />,
  },
} satisfies Record<string, FixedColumn<AvsRow>>);

/** The operators of a supposition, the worst condition first. */
export const CASCADE_OPERATOR_LIST = fixedListOf({
  operator: {
    header: "Operator",
    metric: null,
    csv: null,
    cellClass: ENTITY_CELL,
    cell: (row) => <OperatorEntity address={row.address} name={row.name} stretched />,
  },
  avs: {
    header: "AVSs",
    align: "right",
    priority: 3,
    metric: null,
    csv: null,
    cell: (row) => <Count value={row.avsCount} />,
  },
  stake: {
    header: "Stake at risk",
    align: "right",
    metric: null,
    csv: null,
    cell: (row) => <Usd value={row.stakeUsd} of={certaintyOf(row)} />,
  },
  load: {
    header: "Its part of the profits",
    align: "right",
    priority: 2,
    metric: null,
    csv: null,
    cell: (row) => <Usd value={row.loadUsd} />,
  },
  slack: {
    header: "Slack",
    align: "right",
    priority: 2,
    metric: "slack",
    csv: null,
    cell: (row) => <Slack value={row.slackRatio} />,
  },
  holds: {
    header: "Condition",
    align: "right",
    metric: null,
    csv: null,
    cell: (row) => <Answer is={row.holds === null ? null : !row.holds} words={["fails", "holds"]} />,
  },
} satisfies Record<string, FixedColumn<OperatorRow>>);
