import { EntityCell } from "@/app/_components/entity/entity-cell";
import { plainName } from "@/app/_components/entity/plain-name";
import { Cell, type Column, DataTable, RANK, RankCell, Row } from "@/app/_components/tables/data-table";
import { Meter } from "@/app/_components/values/meter";
import { Change, Count, Counted, Part, Price } from "@/app/_components/values/quantity";
import { ValueCell } from "@/app/_components/values/value-bar";
import type { RouterOutputs } from "@/server/trpc/router";
import { hrefWith, type StrategySort, type StrategyState } from "../search-params";

export type StrategyRow = RouterOutputs["analytics"]["strategies"]["list"]["rows"][number];

export const COLUMNS: Column<StrategySort>[] = [
  RANK,
  { key: "symbol", label: "Asset" },
  { key: "tvs", label: "TVS", numeric: true, metric: "tvs" },
  { key: "change", label: "30 d", ofUsd: true, numeric: true, priority: 2 },
  { key: "price", label: "Price", numeric: true, priority: 2, metric: "price" },
  { key: "operators", label: "Operators", numeric: true, priority: 3 },
  { key: "delegators", label: "Delegators", numeric: true, priority: 3 },
  { key: "allocated", label: "Allocated", numeric: true, priority: 2, metric: "allocated" },
  { key: "avs", label: "AVSs", numeric: true, priority: 4 },
];

export function StrategyTable({ rows, state }: { rows: StrategyRow[]; state: StrategyState }) {
  const most = Math.max(0, ...rows.map((row) => row.tvsUsd ?? 0));
  return (
    <DataTable
      caption="Assets"
      columns={COLUMNS}
      order={{ ...state, hrefFor: (change) => hrefWith(state, change) }}
    >
      {rows.map((row, index) => (
        <Row key={row.address}>
          <RankCell state={state} index={index} />
          <EntityCell
            kind="strategy"
            address={row.address}
            name={row.symbol}
            nameless="symbol not known"
            phoneNote={<span className="text-xs text-dim">{phoneFigure(row, state.sort)}</span>}
          >
            {row.name && row.name !== row.symbol && (
              <span className="truncate text-dim max-lg:hidden">{plainName(row.name)}</span>
            )}
          </EntityCell>
          <ValueCell value={row.tvsUsd} of={row} max={most} />
          <Cell numeric priority={2}>
            <Change value={row.tvsChange30dRatio} arrow={false} />
          </Cell>
          <Cell numeric priority={2}>
            <span className="inline-flex items-center gap-1.5">
              {row.isProxyPrice && (
                <span
                  className="text-xs whitespace-nowrap text-dim max-lg:hidden"
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
                <Part value={row.allocatedRatio} className="min-w-12" />
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

/** Returns the figure that the list is sorted by, where a phone hides its column; else the price. */
function phoneFigure(row: StrategyRow, sort: StrategySort) {
  if (sort === "change") return <Change value={row.tvsChange30dRatio} over="in 30 d" arrow={false} />;
  if (sort === "operators") return <Counted value={row.operatorCount} one="operator" />;
  if (sort === "delegators") return <Counted value={row.delegatorCount} one="delegator" />;
  if (sort === "allocated")
    return (
      <>
        <Part value={row.allocatedRatio} /> allocated
      </>
    );
  if (sort === "avs") return <Counted value={row.avsCount} one="AVS" many="AVSs" />;
  return <Price value={row.priceUsd} />;
}
