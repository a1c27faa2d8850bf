import { OperatorEntity } from "@/app/_components/entity/entity";
import { nameOf, plainName } from "@/app/_components/entity/plain-name";
import { Link } from "@/app/_components/navigation/link";
import { Cell, type Column, DataTable, type Order, Row } from "@/app/_components/tables/data-table";
import { Percent, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { Transaction } from "@/app/_components/values/transaction";
import { lossCertainty } from "@/app/_components/values/value-mark";
import type { SlashingSort } from "@/app/slashings/search-params";
import { UNKNOWN } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";
import { outcomeOf } from "./outcome";

type SlashingRow = RouterOutputs["analytics"]["slashing"]["list"]["rows"][number];

export const COLUMNS: Column<SlashingSort>[] = [
  { key: "time", label: "When", first: "desc", priority: 2 },
  { key: "operator", label: "Operator" },
  { key: "avs", label: "By AVS and set", priority: 3 },
  { key: "fraction", label: "Fraction of each asset", first: "desc", priority: 2 },
  { key: "loss", label: "Estimated loss", numeric: true, metric: "slashedValue" },
  { label: "Reason given", priority: 4 },
  { label: "Transaction", priority: 3 },
];

type SlashingTableProps = { rows: SlashingRow[]; order?: Order<SlashingSort> };

/** Slashings, each once: whose stake, by whom, how much of its whole stake, who got it, and what it was worth. */
export function SlashingTable({ rows, order }: SlashingTableProps) {
  return (
    <DataTable caption="Slashings" columns={COLUMNS} order={order}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell priority={2} className="whitespace-nowrap">
            <Time at={row.slashedAt} show="instant" />
          </Cell>
          <Cell className="w-full max-w-0 min-w-36 sm:w-1/3">
            <OperatorEntity
              address={row.operator}
              name={row.operatorName}
              phoneNote={
                <Time at={row.slashedAt} show="day" className="text-xs whitespace-nowrap text-dim" />
              }
            />
          </Cell>
          <Cell priority={3} className="max-w-60">
            <Link href={`/avs/${row.avs}`} prefetch={false} className="block truncate hover:underline">
              {nameOf(row.avsName, row.avs)}
            </Link>
            <span className="block text-xs text-dim">operator set {row.setNumber}</span>
            <span className="block text-xs text-dim">{outcomeOf(row.parts)}</span>
          </Cell>
          <Cell priority={2}>
            {row.parts.length === 0
              ? UNKNOWN
              : row.parts.map((part) => (
                  <span key={part.address} className="block whitespace-nowrap">
                    <Percent value={part.ratio} className="font-medium" /> of{" "}
                    <Link href={`/strategies/${part.address}`} prefetch={false} className="hover:underline">
                      {nameOf(part.symbol, part.address)}
                    </Link>
                  </span>
                ))}
          </Cell>
          <Cell numeric>
            <Usd value={row.lostUsd} of={lossCertainty(row)} past className="font-semibold" />
            {row.parts[0] && (
              <span className="block max-w-32 truncate text-xs text-dim sm:hidden">
                <Percent value={row.parts[0].ratio} /> of {plainName(row.parts[0].symbol) ?? "an asset"}
                {row.parts.length > 1 && " …"}
              </span>
            )}
          </Cell>
          <Cell priority={4} className="max-w-56">
            {row.reason ? (
              <bdi className="block truncate text-dim" title={plainName(row.reason) ?? undefined}>
                {plainName(row.reason) ?? UNKNOWN}
              </bdi>
            ) : (
              <span className="text-dim">none given</span>
            )}
          </Cell>
          <Cell priority={3}>
            <Transaction hash={row.transaction} table="operator_slashing_incidents" />
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
