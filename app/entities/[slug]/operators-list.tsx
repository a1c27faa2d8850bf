import { OperatorEntity } from "@/app/_components/entity/entity";
import { Link } from "@/app/_components/navigation/link";
import { type Column, listOf } from "@/app/_components/tables/columns";
import { TVS_CERTAINTY } from "@/app/_components/tables/csv-values";
import { Count, Counted, Part } from "@/app/_components/values/quantity";
import { BarredUsd } from "@/app/_components/values/value-bar";
import { ANSWERED_CSV } from "@/app/_components/verdict/answered-words";
import { VerdictMark } from "@/app/_components/verdict/verdict-mark";
import {
  ENTITY_OPERATOR_COLUMNS,
  type EntityOperatorColumnId,
  type EntityOperatorRow,
} from "@/server/network/figures/entity";

/**
 * Returns the list of an entity's operators. `partner` is the heading of the other kind of entity: "Brand" or "Node
 * operator".
 */
export const entityOperatorList = (partner: string) =>
  listOf(ENTITY_OPERATOR_COLUMNS, {
    name: {
      header: "Operator",
      metric: null,
      csv: { operator: (row) => row.address, operator_name: (row) => row.name },
      cellClass: "w-full max-w-0 min-w-36 sm:min-w-52",
      cell: (row, { sorted }) => (
        <OperatorEntity
          address={row.address}
          name={row.name}
          stretched
          phoneNote={
            sorted ? (
              <span className="text-xs text-dim">{sorted}</span>
            ) : (
              <VerdictMark small word={row.verdict} />
            )
          }
        />
      ),
    },
    verdict: {
      header: "Verdict",
      first: "desc",
      priority: 2,
      metric: "verdict",
      csv: { verdict: (row) => row.verdict, ...ANSWERED_CSV },
      // Short words stand on one line; the name takes all the room that is left.
      cellClass: "min-w-34",
      cell: (row) => <VerdictMark word={row.verdict} />,
    },
    value: {
      header: "TVS",
      align: "right",
      metric: "tvs",
      csv: { tvs_usd: (row) => row.tvsUsd, ...TVS_CERTAINTY },
      bar: (row) => row.tvsUsd,
      cell: (row, { most }) => <BarredUsd value={row.tvsUsd} of={row} most={most} />,
    },
    share: {
      header: "Of the entity",
      align: "right",
      priority: 2,
      metric: null,
      csv: "share_of_entity_ratio",
      cell: (row) => <Part value={row.ofEntityRatio} />,
      phone: (row) => (
        <>
          <Part value={row.ofEntityRatio} /> of it
        </>
      ),
    },
    partner: {
      header: partner,
      priority: 3,
      metric: null,
      csv: { partner_slug: (row) => row.partner?.slug, partner: (row) => row.partner?.name },
      cellClass: "whitespace-nowrap",
      cell: (row) =>
        row.partner ? (
          <Link
            href={`/entities/${row.partner.slug}`}
            prefetch={false}
            className="relative z-10 hover:underline"
          >
            {row.partner.name}
          </Link>
        ) : (
          <span className="text-dim">not known</span>
        ),
      phone: (row) => row.partner?.name ?? `no ${partner.toLowerCase()} known`,
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
    avs: {
      header: "AVSs",
      align: "right",
      priority: 2,
      metric: "avs",
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
    evidence: {
      header: "Evidence",
      cell: null,
      csv: {
        evidence: (row) => row.evidence,
        reviewed_name: (row) => row.formerName ?? row.name,
        why_it_stays: (row) => row.renamed,
      },
    },
  } satisfies Record<EntityOperatorColumnId, Column<EntityOperatorRow>>);
