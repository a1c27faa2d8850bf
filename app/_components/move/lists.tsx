import { Entity } from "@/app/_components/entity/entity";
import { ENTITY_CELL } from "@/app/_components/entity/entity-name";
import { type FixedColumn, fixedListOf } from "@/app/_components/tables/columns";
import { Part, Usd } from "@/app/_components/values/quantity";
import type { Move } from "@/server/network/moving/move";
import { Exposed, Modelled } from "./exposed";
import { Splits } from "./splits";

type Ends = Record<"from" | "to", Pick<Move["from"], "isVerdictDemoLimited">>;
type AvsRow = Move["avs"][number];
type StrategyRow = Move["strategies"][number];
type SplitRow = Move["splits"]["rows"][number];

/** Returns the list of AVSs with what each can take of the stake, before, between and after. */
export function moveAvsList(inUsd: boolean, { from, to }: Ends) {
  const exposedAt = (time: keyof AvsRow["exposed"], { isVerdictDemoLimited }: Ends["from"]) =>
    ({
      align: "right",
      metric: null,
      csv: null,
      cell: ({ exposed }: AvsRow) => (
        <Exposed of={exposed[time]} inUsd={inUsd} isModelled={isVerdictDemoLimited} />
      ),
    }) as const;
  return fixedListOf({
    avs: {
      header: "AVS",
      metric: null,
      csv: null,
      cellClass: ENTITY_CELL,
      cell: (row) => <Entity address={row.address} name={row.name} href={`/avs/${row.address}`} stretched />,
    },
    now: { header: "Before", ...exposedAt("now", from), priority: 2 },
    stays: { header: "If it stays, once announced", ...exposedAt("stays", from), priority: 3 },
    between: { header: "In the 14 days", ...exposedAt("between", from) },
    arrival: { header: "On arrival", ...exposedAt("arrival", to) },
    settled: { header: "Then, once announced", ...exposedAt("settled", to), priority: 3 },
  } satisfies Record<string, FixedColumn<AvsRow>>);
}

/** Renders the part of a strategy that can be slashed; "not known" if allocations were not read. */
function StrategyPart({ of, isModelled }: { of: StrategyRow["parts"]["now"]; isModelled: boolean }) {
  if (of === null) return <span className="text-dim">not known</span>;
  const part = <Part value={of.ratio} of={{ isUpTo: of.isUpTo }} />;
  return isModelled ? <Modelled>{part}</Modelled> : part;
}

/** Returns what a strategy meets at the new operator, in words. */
const placeThere = ({ isDeadThere, isHeldThere }: StrategyRow): string =>
  isDeadThere
    ? "cannot be delegated there"
    : isHeldThere === null
      ? "not known"
      : isHeldThere
        ? "holds it"
        : "holds none of it";

/** Returns the list of strategies with the part of each that can be slashed. */
export const moveStrategyList = (inUsd: boolean, { from, to }: Ends) =>
  fixedListOf({
    strategy: {
      header: "Strategy",
      metric: null,
      csv: null,
      cellClass: "w-full max-w-0 min-w-32",
      cell: (row) => (
        <Entity
          address={row.address}
          name={row.symbol}
          nameless="symbol not known"
          href={`/strategies/${row.address}`}
          stretched
          phoneNote={<span className="text-xs text-dim">{placeThere(row)}</span>}
        />
      ),
    },
    share: {
      header: inUsd ? "Value" : "Of the stake",
      align: "right",
      priority: 2,
      metric: null,
      csv: null,
      cell: (row) =>
        inUsd ? (
          <Usd value={row.tvsUsd} of={{ isTvsUpperBound: row.isUpperBound }} />
        ) : (
          <Part value={row.ofStakeRatio} />
        ),
    },
    now: {
      header: "Before",
      align: "right",
      metric: null,
      csv: null,
      cell: ({ parts }) => <StrategyPart of={parts.now} isModelled={from.isVerdictDemoLimited} />,
    },
    between: {
      header: "In the 14 days",
      align: "right",
      priority: 2,
      metric: null,
      csv: null,
      cell: ({ parts }) => <StrategyPart of={parts.between} isModelled={from.isVerdictDemoLimited} />,
    },
    arrival: {
      header: "On arrival",
      align: "right",
      metric: null,
      csv: null,
      cell: ({ parts }) => <StrategyPart of={parts.arrival} isModelled={to.isVerdictDemoLimited} />,
    },
    there: {
      header: "The new operator",
      align: "right",
      priority: 2,
      metric: null,
      csv: null,
      cellClass: (row) => (row.isDeadThere ? "font-medium text-critical" : "text-dim"),
      cell: placeThere,
    },
  } satisfies Record<string, FixedColumn<StrategyRow>>);

/** Returns the list of AVSs that at least one of the two operators secures, or may secure, with both splits. */
export const moveSplitList = (areAvsRead: boolean) =>
  fixedListOf({
    avs: {
      header: "AVS",
      metric: null,
      csv: null,
      cellClass: ENTITY_CELL,
      cell: (row) => <Entity address={row.address} name={row.name} href={`/avs/${row.address}`} stretched />,
    },
    from: {
      header: "Before",
      align: "right",
      metric: null,
      csv: null,
      cellClass: "min-w-22",
      cell: (row) => <Splits of={row.from} areAvsRead={areAvsRead} />,
    },
    to: {
      header: "After",
      align: "right",
      metric: null,
      csv: null,
      cellClass: "min-w-22",
      cell: (row) => <Splits of={row.to} areAvsRead={areAvsRead} />,
    },
  } satisfies Record<string, FixedColumn<SplitRow>>);
