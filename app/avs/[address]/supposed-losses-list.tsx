import { Entity, OperatorEntity } from "@/app/_components/entity/entity";
import { nameOf } from "@/app/_components/entity/plain-name";
import { SlashedMark } from "@/app/_components/slashings/slashed-mark";
import { type FixedColumn, fixedListOf } from "@/app/_components/tables/columns";
import { supposedLoss } from "@/app/_components/tables/csv-values";
import { Count, Part } from "@/app/_components/values/quantity";
import { BarredUsd } from "@/app/_components/values/value-bar";
import { lossCertainty } from "@/app/_components/values/value-mark";
import type { RouterOutputs } from "@/server/trpc/router";

type Loss = RouterOutputs["analytics"]["avs"]["lossDetail"];

const NAME = "w-full max-w-0 min-w-32";

/** Losses by operator, where a fraction of everything allocated is supposed to be slashed. */
export const operatorLossList = (fraction: number) =>
  fixedListOf({
    operator: {
      header: "Operator",
      metric: null,
      csv: {
        operator: (row) => row.address,
        operator_name: (row) => row.name,
        strategy_count: (row) => row.strategyCount,
      },
      cellClass: NAME,
      cell: (row) => <OperatorEntity address={row.address} name={row.name} stretched />,
    },
    delegators: {
      header: "Delegators",
      align: "right",
      priority: 2,
      metric: null,
      csv: { delegator_count: (row) => row.delegatorCount },
      cell: (row) => <Count value={row.delegatorCount} />,
    },
    share: {
      header: "Of priced stake",
      align: "right",
      priority: 2,
      metric: null,
      csv: { loss_of_operator_ratio: (row) => row.ofOperatorRatio },
      cell: (row) => <Part value={row.ofOperatorRatio} of={lossCertainty(row)} />,
    },
    loss: {
      header: "Loss",
      align: "right",
      metric: null,
      csv: {
        slashable_up_to_usd: (row) => row.slashableUpToUsd,
        unknown_value_count: (row) => row.unpricedCount,
        ...supposedLoss(fraction),
      },
      bar: (row) => row.lostUsd,
      cell: (row, { most }) => <BarredUsd value={row.lostUsd} of={lossCertainty(row)} most={most} />,
    },
  } satisfies Record<string, FixedColumn<Loss["operators"][number]>>);

/** Losses by strategy, where a fraction of everything allocated is supposed to be slashed. */
export const strategyLossList = (fraction: number) =>
  fixedListOf({
    strategy: {
      header: "Strategy",
      metric: null,
      csv: { strategy: (row) => row.address, symbol: (row) => row.symbol },
      cellClass: NAME,
      cell: (row) => (
        <Entity address={row.address} name={row.symbol} href={`/strategies/${row.address}`} stretched />
      ),
    },
    operators: {
      header: "Operators",
      align: "right",
      priority: 2,
      metric: null,
      csv: { operator_count: (row) => row.operatorCount },
      cell: (row) => <Count value={row.operatorCount} />,
    },
    loss: {
      header: "Loss",
      align: "right",
      metric: null,
      csv: {
        slashable_up_to_usd: (row) => row.slashableUpToUsd,
        unknown_value_count: (row) => row.unpricedCount,
        ...supposedLoss(fraction),
      },
      bar: (row) => row.lostUsd,
      cell: (row, { most }) => <BarredUsd value={row.lostUsd} of={lossCertainty(row)} most={most} />,
    },
  } satisfies Record<string, FixedColumn<Loss["strategies"][number]>>);

/** A delegator who loses. In a file, each row also has the number of losers of unknown value. */
type Loser = Loss["losers"][number] & { unknownLoserCount?: number };

/** The delegators who lose most under a supposed slashing. */
export const loserList = (fraction: number) =>
  fixedListOf({
    staker: {
      header: "Delegator",
      metric: null,
      csv: { staker: (row) => row.address },
      cellClass: NAME,
      cell: (row) => (
        <Entity
          address={row.address}
          name={null}
          nameless={null}
          href={`/stakers/${row.address}`}
          stretched
        />
      ),
    },
    operator: {
      header: "Delegates to",
      priority: 2,
      metric: null,
      csv: { operator: (row) => row.operator, operator_name: (row) => row.operatorName },
      cellClass: "max-w-56 truncate",
      cell: (row) => (
        <>
          <bdi>{nameOf(row.operatorName, row.operator)}</bdi> <SlashedMark operator={row.operator} />
        </>
      ),
    },
    share: {
      header: "Of priced stake",
      align: "right",
      priority: 2,
      metric: null,
      csv: { loss_of_stake_ratio: (row) => row.ofStakeRatio },
      cell: (row) => <Part value={row.ofStakeRatio} of={lossCertainty(row)} />,
    },
    loss: {
      header: "Loss",
      align: "right",
      metric: null,
      csv: {
        unknown_value_count: (row) => row.unpricedCount,
        ...supposedLoss(fraction),
        unknown_loss_staker_count: (row) => row.unknownLoserCount,
      },
      bar: (row) => row.lostUsd,
      cell: (row, { most }) => <BarredUsd value={row.lostUsd} of={lossCertainty(row)} most={most} />,
    },
  } satisfies Record<string, FixedColumn<Loser>>);
