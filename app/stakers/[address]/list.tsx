import type { ReactNode } from "react";
import { LeftOut } from "@/app/_components/certainty/left-out";
import { Entity, OperatorEntity } from "@/app/_components/entity/entity";
import { isolated, plainName } from "@/app/_components/entity/plain-name";
import { type FixedColumn, fixedListOf } from "@/app/_components/tables/columns";
import { Part, Shares, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { Transaction } from "@/app/_components/values/transaction";
import { BarredUsd, ValueBar } from "@/app/_components/values/value-bar";
import { lossCertainty } from "@/app/_components/values/value-mark";
import type { RouterOutputs } from "@/server/trpc/router";

type Staker = RouterOutputs["analytics"]["stakers"]["detail"];

/** A staker's delegated stake by strategy. */
export const HOLDING_LIST = fixedListOf({
  strategy: {
    header: "Strategy",
    metric: null,
    csv: { strategy: (row) => row.address, symbol: (row) => row.symbol },
    cellClass: "w-full max-w-0 min-w-32",
    cell: (row) => (
      <Entity
        address={row.address}
        name={row.symbol}
        nameless="symbol not known"
        href={`/strategies/${row.address}`}
        stretched
      />
    ),
  },
  shares: {
    header: "Shares",
    align: "right",
    priority: 2,
    metric: null,
    csv: { shares_smallest_unit: (row) => row.shares?.toString() },
    cell: (row) => <Shares value={row.shares} decimals={row.decimals} />,
  },
  value: {
    header: "Value",
    align: "right",
    metric: null,
    csv: { tvs_usd: (row) => row.tvsUsd, is_tvs_upper_bound: (row) => row.isUpperBound },
    bar: (row) => row.tvsUsd,
    cell: (row, { most }) => (
      <BarredUsd value={row.tvsUsd} of={{ isTvsUpperBound: row.isUpperBound }} most={most} />
    ),
  },
  share: {
    header: "Of priced stake",
    align: "right",
    priority: 2,
    metric: null,
    csv: { share_of_stake_ratio: (row) => row.ofStakeRatio },
    cell: (row) => <Part value={row.ofStakeRatio} />,
  },
  changed: {
    header: "Changed",
    align: "right",
    priority: 3,
    metric: null,
    csv: { changed_at_utc: (row) => row.updatedAt },
    cell: (row) => <Time at={row.updatedAt} show="day" className="whitespace-nowrap" />,
  },
} satisfies Record<string, FixedColumn<Staker["holdings"][number]>>);

type SetExposure = Staker["exposure"][number];
type Exposure = Omit<SetExposure, "setNumber" | "hasLeft" | "lastSlashAt">;

const avsCell = (row: Exposure, sets: ReactNode) => (
  <Entity
    address={row.avs}
    name={row.avsName}
    href={`/avs/${row.avs}`}
    stretched
    phoneNote={<span className="text-xs text-dim">{sets}</span>}
  />
);
const avsColumn = {
  header: "AVS",
  metric: null,
  csv: { avs: (row: Exposure) => row.avs, avs_name: (row: Exposure) => row.avsName },
  cellClass: "w-full max-w-0 min-w-32",
};

/** The columns that say how much could be taken, of each AVS or set. */
const TAKEN = {
  strategies: {
    header: "Strategies",
    priority: 3,
    metric: null,
    csv: { symbols: (row) => row.symbols.map((symbol) => symbol ?? "?").join(" ") },
    cellClass: "max-w-48 truncate text-dim",
    cell: (row) =>
      row.symbols
        .map((symbol) => plainName(symbol))
        .filter((symbol) => symbol !== null)
        .map(isolated)
        .join(", "),
  },
  share: {
    header: "Of priced stake",
    align: "right",
    priority: 2,
    metric: null,
    csv: { share_of_stake_ratio: (row) => row.ofStakeRatio },
    cell: (row) => <Part value={row.ofStakeRatio} of={lossCertainty(row)} />,
  },
  exposed: {
    header: "Could take",
    align: "right",
    metric: null,
    csv: {
      exposed_usd: (row) => row.exposedUsd,
      is_exposed_upper_bound: (row) => row.isUpperBound || row.isUpTo,
      unknown_value_count: (row) => row.unknownCount,
    },
    bar: (row) => row.exposedUsd,
    cell: (row, { most }) => (
      <>
        <Usd
          value={row.exposedUsd}
          of={{ isTvsUpperBound: row.isUpperBound, isUpTo: row.isUpTo }}
          className="font-semibold"
        />
        <LeftOut of={row.exposedUsd} count={row.unknownCount} />
        <ValueBar value={row.exposedUsd} max={most} />
      </>
    ),
  },
} satisfies Record<string, FixedColumn<Exposure>>;

/** Shows the last day on which a set that the operator has left can slash. */
const lastSlash = ({ lastSlashAt }: SetExposure) =>
  lastSlashAt === null ? "14 days after it left, not known when" : <Time at={lastSlashAt} show="day" />;

/** The largest part of a stake that each operator set could slash. */
export const EXPOSURE_LIST = fixedListOf({
  avs: {
    ...avsColumn,
    cell: (row) =>
      avsCell(
        row,
        <>
          set {row.setNumber}
          {row.hasLeft && <>, left: {lastSlash(row)}</>}
        </>,
      ),
  },
  set: {
    header: "Operator set",
    priority: 2,
    metric: null,
    csv: { operator_set_number: (row) => row.setNumber },
    cell: (row) => row.setNumber,
  },
  until: {
    header: "Can slash until",
    priority: 2,
    metric: null,
    csv: { is_left: (row) => row.hasLeft, last_slash_at_utc: (row) => row.lastSlashAt },
    cellClass: "whitespace-nowrap",
    cell: (row) =>
      row.hasLeft ? (
        lastSlash(row)
      ) : (
        <span className="text-dim">{row.hasLeft === null ? "membership not known" : "while a member"}</span>
      ),
  },
  ...TAKEN,
} satisfies Record<string, FixedColumn<SetExposure>>);

const setsOf = ({ setNumbers }: Staker["exposureByAvs"][number]) =>
  `${setNumbers.length === 1 ? "set" : "sets"} ${setNumbers.join(", ")}`;

/** The largest part of a stake that each AVS could slash through all of its operator sets. */
export const AVS_EXPOSURE_LIST = fixedListOf({
  avs: { ...avsColumn, cell: (row) => avsCell(row, setsOf(row)) },
  sets: {
    header: "Operator sets",
    priority: 2,
    metric: null,
    csv: { operator_set_numbers: (row) => row.setNumbers.join(" ") },
    cell: setsOf,
  },
  ...TAKEN,
} satisfies Record<string, FixedColumn<Staker["exposureByAvs"][number]>>);

const WORDS: Record<string, string> = {
  DELEGATED: "Delegated to",
  UNDELEGATED: "Left",
  FORCE_UNDELEGATED: "Was undelegated by",
};

/** A staker's delegations and their ends. */
export const DELEGATION_LIST = fixedListOf({
  time: {
    header: "When",
    metric: null,
    csv: { happened_at_utc: (row) => row.happenedAt, block_number: (row) => row.blockNumber },
    cellClass: "whitespace-nowrap",
    cell: (row) => (
      <>
        <Time at={row.happenedAt} show="day" />
        <span className="block text-xs text-dim sm:hidden">{WORDS[row.kind] ?? row.kind}</span>
      </>
    ),
  },
  event: {
    header: "What",
    priority: 2,
    metric: null,
    csv: { event: (row) => row.kind },
    cellClass: "whitespace-nowrap",
    cell: (row) => WORDS[row.kind] ?? row.kind,
  },
  operator: {
    header: "Operator",
    metric: null,
    csv: { operator: (row) => row.operator, operator_name: (row) => row.operatorName },
    cellClass: "w-full max-w-0 min-w-32",
    cell: (row) => <OperatorEntity address={row.operator} name={row.operatorName} stretched />,
  },
  transaction: {
    header: "Transaction",
    priority: 3,
    metric: null,
    csv: { transaction_hash: (row) => row.transactionHash },
    cell: (row) => (
      <Transaction hash={row.transactionHash} table="operator_delegator_history" of={row.operator} />
    ),
  },
} satisfies Record<string, FixedColumn<Staker["delegations"][number]>>);
