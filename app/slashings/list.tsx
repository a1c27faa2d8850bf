import { Entity } from "@/app/_components/entity/entity";
import { nameOf, plainName } from "@/app/_components/entity/plain-name";
import { Link } from "@/app/_components/navigation/link";
import { outcomeOf } from "@/app/_components/slashings/outcome";
import { SlashedMark } from "@/app/_components/slashings/slashed-mark";
import { type Column, listOf } from "@/app/_components/tables/columns";
import { decimals } from "@/app/_components/tables/csv-values";
import { Percent, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { Transaction } from "@/app/_components/values/transaction";
import { lossCertainty } from "@/app/_components/values/value-mark";
import { VerdictMark } from "@/app/_components/verdict/verdict-mark";
import { UNKNOWN } from "@/server/format";
import { SLASHING_COLUMNS, type SlashingColumnId, type SlashingRow } from "@/server/network/lists/slashings";

/** The list of slashings. The fractions of strategies are never added: each stands by its strategy. */
export const SLASHING_LIST = listOf(SLASHING_COLUMNS, {
  time: {
    header: "When",
    first: "desc",
    priority: 2,
    metric: null,
    csv: { slashed_at_utc: (row) => row.slashedAt, block_number: (row) => row.blockNumber },
    cellClass: "whitespace-nowrap",
    cell: (row) => <Time at={row.slashedAt} show="instant" />,
  },
  operator: {
    header: "Operator",
    metric: null,
    csv: {
      operator: (row) => row.operator,
      operator_name: (row) => row.operatorName,
      verdict: (row) => row.verdict,
    },
    cellClass: "w-full max-w-0 min-w-36 sm:w-1/3",
    cell: (row) => (
      <Entity
        address={row.operator}
        name={row.operatorName}
        href={`/operators/${row.operator}`}
        note={
          <>
            <SlashedMark operator={row.operator} />
            {row.verdict && <VerdictMark small word={row.verdict} />}
          </>
        }
        phoneNote={<Time at={row.slashedAt} show="day" className="text-xs whitespace-nowrap text-dim" />}
      />
    ),
  },
  avs: {
    header: "By AVS and set",
    priority: 3,
    metric: null,
    csv: {
      avs: (row) => row.avs,
      avs_name: (row) => row.avsName,
      operator_set_number: (row) => row.setNumber,
    },
    cellClass: "max-w-60",
    cell: (row) => (
      <>
        <Link href={`/avs/${row.avs}`} prefetch={false} className="block truncate hover:underline">
          <bdi>{nameOf(row.avsName, row.avs)}</bdi>
        </Link>
        <span className="block text-xs text-dim">operator set {row.setNumber}</span>
        <span className="block text-xs text-dim">{outcomeOf(row.parts)}</span>
      </>
    ),
  },
  fraction: {
    header: "Fraction of each strategy",
    first: "desc",
    priority: 2,
    metric: null,
    csv: {
      strategies: (row) => row.parts.map((part) => part.address).join(" "),
      slashed_ratios: (row) => decimals(row.parts.map((part) => part.ratio)),
    },
    cell: (row) =>
      row.parts.length === 0
        ? UNKNOWN
        : row.parts.map((part) => (
            <span key={part.address} className="block whitespace-nowrap">
              <Percent value={part.ratio} className="font-medium" /> of{" "}
              <Link href={`/strategies/${part.address}`} prefetch={false} className="hover:underline">
                <bdi>{nameOf(part.symbol, part.address)}</bdi>
              </Link>
            </span>
          )),
  },
  loss: {
    header: "Estimated loss",
    align: "right",
    metric: "slashedValue",
    csv: {
      estimated_loss_usd: (row) => row.lostUsd,
      is_loss_upper_bound: (row) => row.isLossUpperBound,
      unknown_value_count: (row) => row.unpricedCount,
      outcomes: (row) => row.parts.map((part) => part.outcome).join(" "),
      redistribution_recipient: (row) => row.parts.find((part) => part.recipient)?.recipient,
      slasher: (row) => row.slasher,
    },
    cell: (row) => (
      <>
        <Usd value={row.lostUsd} of={lossCertainty(row)} past className="font-semibold" />
        {row.parts[0] && (
          <span className="block max-w-32 truncate text-xs text-dim sm:hidden">
            <Percent value={row.parts[0].ratio} /> of{" "}
            <bdi>{plainName(row.parts[0].symbol) ?? "a strategy"}</bdi>
            {row.parts.length > 1 && " …"}
          </span>
        )}
      </>
    ),
  },
  reason: {
    header: "Reason given",
    priority: 4,
    metric: null,
    csv: "reason",
    cellClass: "max-w-56",
    cell: (row) =>
      row.reason ? (
        <bdi className="block truncate text-dim" title={plainName(row.reason) ?? undefined}>
          {plainName(row.reason) ?? UNKNOWN}
        </bdi>
      ) : (
        <span className="text-dim">none given</span>
      ),
  },
  transaction: {
    header: "Transaction",
    priority: 3,
    metric: null,
    csv: "transaction_hash",
    cell: (row) => (
      <Transaction hash={row.transactionHash} table="operator_slashing_incidents" of={row.operator} />
    ),
  },
} satisfies Record<SlashingColumnId, Column<SlashingRow>>);
