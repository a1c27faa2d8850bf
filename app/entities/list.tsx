import { ENTITY_CELL } from "@/app/_components/entity/entity-name";
import { Identicon } from "@/app/_components/entity/identicon";
import { Link } from "@/app/_components/navigation/link";
import { type Column, listOf } from "@/app/_components/tables/columns";
import { TVS_CERTAINTY } from "@/app/_components/tables/csv-values";
import { Count, Counted, Part } from "@/app/_components/values/quantity";
import { BarredUsd } from "@/app/_components/values/value-bar";
import { formatDay } from "@/server/format";
import { ENTITY_COLUMNS, type EntityColumnId, type EntityRow } from "@/server/network/lists/entities";
import { KIND_WORDS } from "./kinds";

/** The list of known entities. */
export const ENTITY_LIST = listOf(ENTITY_COLUMNS, {
  name: {
    header: "Entity",
    metric: null,
    csv: {
      slug: (row) => row.slug,
      name: (row) => row.name,
      kind: (row) => row.kind,
      website: (row) => row.website,
    },
    cellClass: ENTITY_CELL,
    cell: (row, { sorted }) => (
      <span className="flex min-w-0 items-center gap-2.5">
        <Identicon address={row.slug} />
        <span className="min-w-0 leading-tight">
          <Link
            href={`/entities/${row.slug}`}
            prefetch={false}
            className="block truncate font-semibold after:absolute after:inset-0 hover:underline"
          >
            {row.name}
          </Link>
          <span className="block truncate text-xs text-dim">
            {KIND_WORDS[row.kind].one}
            <span className="sm:hidden">
              , {sorted ?? <Counted value={row.operatorCount} one="operator" />}
            </span>
          </span>
        </span>
      </span>
    ),
  },
  operators: {
    header: "Operators",
    align: "right",
    priority: 2,
    metric: null,
    csv: "operator_count",
    cell: (row) => <Count value={row.operatorCount} />,
    phone: (row) => <Counted value={row.operatorCount} one="operator" />,
  },
  tvs: {
    header: "TVS",
    align: "right",
    metric: "tvs",
    csv: { tvs_usd: (row) => row.tvsUsd, ...TVS_CERTAINTY },
    bar: (row) => row.tvsUsd,
    cell: (row, { most }) => <BarredUsd value={row.tvsUsd} of={row} most={most} />,
  },
  share: {
    header: "Of the network",
    align: "right",
    priority: 2,
    metric: null,
    csv: "share_of_network_ratio",
    cell: (row) => <Part value={row.ofNetworkRatio} />,
    phone: (row) => (
      <>
        <Part value={row.ofNetworkRatio} /> of the network
      </>
    ),
  },
  partners: {
    header: "Works with",
    first: "desc",
    priority: 4,
    metric: null,
    csv: { partners: (row) => row.partners.map(({ name }) => name).join(", ") },
    cellClass: "max-w-56",
    cell: (row) => (
      <span
        className="block truncate text-dim"
        title={row.partners.map(({ name }) => name).join(", ") || undefined}
      >
        {row.partners.length === 0
          ? `no ${KIND_WORDS[row.kind].partner} known`
          : row.partners.map(({ name }) => name).join(", ")}
      </span>
    ),
    phone: (row) => <Counted value={row.partners.length} one={KIND_WORDS[row.kind].partner} />,
  },
  delegators: {
    header: "Delegators",
    align: "right",
    priority: 3,
    metric: null,
    csv: {
      delegator_count: (row) => row.delegatorCount,
      unknown_delegator_count: (row) => row.delegatorUnknownCount,
    },
    cell: (row) => <Count value={row.delegatorCount} />,
    phone: (row) => <Counted value={row.delegatorCount} one="delegator" />,
  },
  avs: {
    header: "AVSs",
    align: "right",
    priority: 3,
    metric: null,
    csv: "avs_count",
    cell: (row) => <Count value={row.avsCount} />,
    phone: (row) => <Counted value={row.avsCount} one="AVS" many="AVSs" />,
  },
  slashings: {
    header: "Slashings",
    align: "right",
    priority: 3,
    metric: "slashings",
    csv: "slashing_count",
    cellClass: (row) => (row.slashingCount ? "text-critical" : "text-dim"),
    cell: (row) => <Count value={row.slashingCount} />,
    phone: (row) => <Counted value={row.slashingCount} one="slashing" />,
  },
  reviewed: {
    header: "Reviewed",
    align: "right",
    priority: 4,
    metric: null,
    csv: "reviewed_on",
    cellClass: "whitespace-nowrap text-dim",
    cell: (row) => formatDay(row.reviewedOn),
  },
  evidence: { header: "Evidence", cell: null, csv: "evidence" },
} satisfies Record<EntityColumnId, Column<EntityRow>>);
