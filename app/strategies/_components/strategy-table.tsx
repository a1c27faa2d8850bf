import { type Column, ColumnHead } from "@/app/_components/column-head";
import { Cell, DataTable, HeadCell, Row } from "@/app/_components/data-table";
import { Entity } from "@/app/_components/entity";
import { Meter } from "@/app/_components/meter";
import { Change, Count, Percent, Price, Usd } from "@/app/_components/quantity";
import { ValueBar } from "@/app/_components/value-bar";
import { WatchStar } from "@/app/_components/watch/watch-star";
import { plainName } from "@/app/_lib/plain-name";
import type { RouterOutputs } from "@/server/router";
import { hrefWith, type StrategySort, type StrategyState } from "../search-params";

export type StrategyRow = RouterOutputs["analytics"]["strategies"]["list"]["rows"][number];

const NAME = { key: "symbol", label: "Asset", first: "asc" } as const;
const COLUMNS: Column<StrategySort>[] = [
  { key: "tvs", label: "TVS", first: "desc", numeric: true, metric: "tvs" },
  { key: "change", label: "30 d", first: "desc", numeric: true, priority: 2 },
  { key: "price", label: "Price", first: "desc", numeric: true, priority: 2, metric: "price" },
  { key: "operators", label: "Operators", first: "desc", numeric: true, priority: 3 },
  { key: "delegators", label: "Delegators", first: "desc", numeric: true, priority: 3 },
  { key: "allocated", label: "Allocated", first: "desc", numeric: true, priority: 2, metric: "allocated" },
  { key: "avs", label: "AVSs", first: "desc", numeric: true, priority: 4 },
];

/** Every way the list sorts, for the control that phones show instead of the headings. */
export const SORT_OPTIONS = [NAME, ...COLUMNS].map(({ key, label, first }) => ({ key, label, first }));

export function StrategyTable({ rows, state }: { rows: StrategyRow[]; state: StrategyState }) {
  const first = (state.page - 1) * state.rows;
  const most = Math.max(0, ...rows.map((row) => row.tvsUsd ?? 0));
  const order = {
    sort: state.sort,
    dir: state.dir,
    hrefFor: (change: Partial<StrategyState>) => hrefWith(state, change),
  };
  return (
    <DataTable
      caption="Assets"
      head={
        <>
          <HeadCell numeric priority={3} className="w-10">
            #
          </HeadCell>
          <ColumnHead column={NAME} {...order} />
          {COLUMNS.map((column) => (
            <ColumnHead key={column.key} column={column} {...order} />
          ))}
        </>
      }
    >
      {rows.map((row, index) => (
        <Row key={row.address}>
          <Cell numeric priority={3} className="text-dim">
            {first + index + 1}
          </Cell>
          <Cell className="w-full max-w-0 min-w-36 sm:min-w-52">
            <span className="flex min-w-0 items-center gap-2">
              <Entity
                address={row.address}
                name={row.symbol}
                nameless="symbol not known"
                href={`/strategies/${row.address}`}
                stretched
                phoneNote={
                  <span className="text-xs text-dim">
                    <Price value={row.priceUsd} />
                  </span>
                }
              />
              {row.name && row.name !== row.symbol && (
                <span className="truncate text-dim max-lg:hidden">{plainName(row.name)}</span>
              )}
              <WatchStar
                entityType="strategy"
                entityId={row.address}
                name={plainName(row.symbol) ?? row.address}
                className="ml-auto"
              />
            </span>
          </Cell>
          <Cell numeric>
            <Usd value={row.tvsUsd} className="font-semibold" />
            <ValueBar value={row.tvsUsd} max={most} />
          </Cell>
          <Cell numeric priority={2}>
            <Change value={row.tvsChange30dRatio} arrow={false} />
          </Cell>
          <Cell numeric priority={2}>
            <span className="inline-flex items-center gap-1.5">
              {row.isProxyPrice && (
                <span
                  className="text-xs text-dim max-lg:hidden"
                  title="No price of its own is known: this one follows another token"
                >
                  by {plainName(row.proxySymbol) ?? "proxy"}
                </span>
              )}
              <Price value={row.priceUsd} />
            </span>
          </Cell>
          <Cell numeric priority={3}>
            <Count value={row.operatorCount} />
          </Cell>
          <Cell numeric priority={3}>
            <Count value={row.delegatorCount} />
          </Cell>
          <Cell numeric priority={2}>
            {row.avsCount === 0 ? (
              <span className="text-dim">nothing</span>
            ) : (
              <span className="inline-flex items-center gap-2">
                <Meter ratio={row.allocatedRatio} />
                <Percent value={row.allocatedRatio} className="min-w-12" />
              </span>
            )}
          </Cell>
          <Cell numeric priority={4}>
            <Count value={row.avsCount} />
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
