import { ENTITY_CELL, EntityName } from "@/app/_components/entity/entity-name";
import { plainName } from "@/app/_components/entity/plain-name";
import { type Column, listOf } from "@/app/_components/tables/columns";
import { TVS_CERTAINTY } from "@/app/_components/tables/csv-values";
import { Change, Count, Counted, Part, Price, Usd } from "@/app/_components/values/quantity";
import { BarredUsd } from "@/app/_components/values/value-bar";
import { allocatedCertainty } from "@/app/_components/values/value-mark";
import { STRATEGY_COLUMNS, type StrategyColumnId, type StrategyRow } from "@/server/network/lists/strategies";

/** Returns how certain the allocated value of a row is, which differs from the certainty of its whole value. */
const allocatedOf = ({ isAllocatedUpperBound, unpricedAllocatedCount }: StrategyRow) =>
  allocatedCertainty({ isAllocatedUpperBound, unpricedCount: unpricedAllocatedCount });

/** The list of strategies. */
export const STRATEGY_LIST = listOf(STRATEGY_COLUMNS, {
  symbol: {
    header: "Strategy",
    metric: null,
    csv: {
      address: (row) => row.address,
      symbol: (row) => row.symbol,
      name: (row) => row.name,
      token_address: (row) => row.token,
    },
    cellClass: ENTITY_CELL,
    cell: (row, { sorted }) => (
      <EntityName
        kind="strategy"
        address={row.address}
        name={row.symbol}
        nameless="symbol not known"
        phoneNote={<span className="text-xs text-dim">{sorted ?? <Price value={row.priceUsd} />}</span>}
      >
        {row.name && row.name !== row.symbol && (
          <span className="truncate text-dim max-lg:hidden">
            <bdi>{plainName(row.name)}</bdi>
          </span>
        )}
      </EntityName>
    ),
  },
  tvs: {
    header: "TVS",
    align: "right",
    metric: "tvs",
    csv: { tvs_usd: (row) => row.tvsUsd, ...TVS_CERTAINTY },
    bar: (row) => row.tvsUsd,
    cell: (row, { most }) => <BarredUsd value={row.tvsUsd} of={row} most={most} />,
  },
  change: {
    header: "30 d",
    ofUsd: true,
    align: "right",
    priority: 2,
    metric: null,
    csv: "tvs_change_30d_ratio",
    cell: (row) => <Change value={row.tvsChange30dRatio} arrow={false} />,
    phone: (row) => <Change value={row.tvsChange30dRatio} over="in 30 d" arrow={false} />,
  },
  price: {
    header: "Price",
    align: "right",
    priority: 2,
    metric: "price",
    csv: {
      price_usd: (row) => row.priceUsd,
      priced_at_utc: (row) => row.pricedAt,
      is_proxy_price: (row) => row.isProxyPrice,
    },
    cell: (row) => (
      <span className="inline-flex items-center gap-1.5">
        {row.isProxyPrice && (
          <span
            className="text-xs whitespace-nowrap text-dim max-lg:hidden"
            title="No price of its own is known: this one follows another token"
          >
            by <bdi>{plainName(row.proxySymbol) ?? "proxy"}</bdi>
          </span>
        )}
        <Price value={row.priceUsd} />
      </span>
    ),
  },
  operators: {
    header: "Operators",
    align: "right",
    priority: 3,
    metric: null,
    csv: "operator_count",
    cell: (row) => <Count value={row.operatorCount} />,
    phone: (row) => <Counted value={row.operatorCount} one="operator" />,
  },
  delegators: {
    header: "Delegators",
    align: "right",
    priority: 3,
    metric: null,
    csv: "delegator_count",
    cell: (row) => <Count value={row.delegatorCount} />,
    phone: (row) => <Counted value={row.delegatorCount} one="delegator" />,
  },
  allocated: {
    header: "Allocated",
    align: "right",
    priority: 2,
    metric: "allocated",
    csv: {
      allocated_usd: (row) => row.allocatedUsd,
      is_allocated_upper_bound: (row) => row.isAllocatedUpperBound,
      unknown_allocated_count: (row) => row.unpricedAllocatedCount,
    },
    cell: (row) =>
      row.avsCount === 0 ? (
        <span className="text-dim">nothing</span>
      ) : (
        <>
          <Usd value={row.allocatedUsd} of={allocatedOf(row)} />
          {row.allocatedRatio !== null && (
            <span className="block whitespace-nowrap text-xs text-dim">
              <Part value={row.allocatedRatio} /> of TVS
            </span>
          )}
        </>
      ),
    phone: (row) => (
      <>
        <Usd value={row.allocatedUsd} of={allocatedOf(row)} /> allocated
      </>
    ),
  },
  avs: {
    header: "AVSs",
    align: "right",
    priority: 4,
    metric: null,
    csv: "avs_count",
    cell: (row) => <Count value={row.avsCount} />,
    phone: (row) => <Counted value={row.avsCount} one="AVS" many="AVSs" />,
  },
  rate: {
    header: "Exchange rate",
    first: "desc",
    cell: null,
    csv: "exchange_rate_underlying_per_share",
  },
} satisfies Record<StrategyColumnId, Column<StrategyRow>>);
