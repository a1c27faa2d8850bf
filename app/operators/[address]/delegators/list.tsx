import { Identicon } from "@/app/_components/entity/identicon";
import { isolated, plainName } from "@/app/_components/entity/plain-name";
import { checksumAddress, shortAddress } from "@/app/_components/entity/short-address";
import { Link } from "@/app/_components/navigation/link";
import { type Column, listOf } from "@/app/_components/tables/columns";
import { Badge } from "@/app/_components/ui/badge";
import { Count, Percent } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { BarredUsd } from "@/app/_components/values/value-bar";
import {
  DELEGATOR_COLUMNS,
  type DelegatorColumnId,
  type DelegatorRow,
} from "@/server/network/lists/delegators";

/** The stakers who delegate to an operator. */
export const DELEGATOR_LIST = listOf(DELEGATOR_COLUMNS, {
  address: {
    header: "Delegator",
    metric: null,
    csv: "staker",
    cellClass: "w-full max-w-0 min-w-43",
    cell: (row) => (
      <Link
        href={`/stakers/${row.address}`}
        prefetch={false}
        className="flex items-center gap-2.5 after:absolute after:inset-0 hover:underline"
        title={checksumAddress(row.address)}
      >
        <Identicon address={row.address} />
        <span className="truncate font-mono text-sm">{shortAddress(row.address)}</span>
        {row.isItself && <Badge>Itself</Badge>}
      </Link>
    ),
  },
  value: {
    header: "Value",
    align: "right",
    metric: "tvs",
    csv: {
      value_usd: (row) => row.valueUsd,
      is_value_upper_bound: (row) => row.isUpperBound,
      unknown_value_count: (row) => row.unknownCount,
    },
    bar: (row) => row.valueUsd,
    cell: (row, { most }) => (
      <BarredUsd
        value={row.valueUsd}
        of={{ isTvsUpperBound: row.isUpperBound, unpricedCount: row.unknownCount }}
        most={most}
      />
    ),
  },
  share: {
    header: "Of priced stake",
    align: "right",
    priority: 2,
    metric: null,
    csv: "share_of_operator_ratio",
    cellClass: "text-dim",
    cell: (row) => <Percent value={row.shareRatio} />,
  },
  strategies: {
    header: "Strategies",
    align: "right",
    metric: null,
    csv: {
      strategy_count: (row) => row.strategyCount,
      symbols: (row) => row.symbols.map((symbol) => symbol ?? "?").join(" "),
    },
    cell: (row) => (
      <>
        <Count value={row.strategyCount} />
        <span className="block max-w-52 truncate text-2xs text-dim max-sm:max-w-16">
          {row.symbols.map((symbol) => isolated(plainName(symbol) ?? "unnamed")).join(", ")}
        </span>
      </>
    ),
  },
  since: {
    header: "Since",
    align: "right",
    priority: 2,
    metric: null,
    csv: "delegated_at_utc",
    cell: (row) => <Time at={row.delegatedAt} show="day" className="whitespace-nowrap" />,
  },
} satisfies Record<DelegatorColumnId, Column<DelegatorRow & { isItself?: boolean }>>);
