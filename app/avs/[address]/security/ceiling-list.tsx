import { OperatorEntity } from "@/app/_components/entity/entity";
import { type FixedColumn, fixedListOf } from "@/app/_components/tables/columns";
import { Bounds } from "@/app/_components/values/ceiling";
import { Count, Counted } from "@/app/_components/values/quantity";
import { formatNumber, UNKNOWN } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

type Detail = RouterOutputs["analytics"]["avs"]["securityDetail"];
type CeilingRow = Detail["sets"][number];
type Fewest = CeilingRow["halting"]["third"];

const WHY = {
  "members-unknown": "Not every member of it is known",
  "no-members": "Nobody is known to belong to it",
};

/** Returns a count between two bounds in words: "3", "2 to 4", "2 or more", or a dash. */
const countWords = (range: Fewest["operators"]): string => {
  if (range === null) return UNKNOWN;
  if (range.most === null) return `${formatNumber(range.least)} or more`;
  return range.least === range.most
    ? formatNumber(range.most)
    : `${formatNumber(range.least)} to ${formatNumber(range.most)}`;
};

const FewestCell = ({ of: { operators, nodeOperators } }: { of: Fewest }) =>
  operators === null ? (
    <Count value={null} />
  ) : (
    <span className="whitespace-nowrap">
      {countWords(operators)}
      {countWords(nodeOperators) !== countWords(operators) && (
        <span className="block text-2xs text-dim">
          {countWords(nodeOperators)} {nodeOperators?.most === 1 ? "entity" : "entities"}
        </span>
      )}
    </span>
  );

/** The economic ceiling of each set of an AVS, and the fewest operators to halt it. */
export const CEILING_LIST = fixedListOf({
  set: {
    header: "Set",
    metric: null,
    csv: { operator_set_number: (row) => row.setNumber },
    cellClass: "whitespace-nowrap",
    cell: (row) => (
      <>
        <span className="font-semibold">Operator set {row.setNumber}</span>
        {row.ceiling ? (
          <span className="block text-xs text-dim">
            <Counted value={row.ceiling.memberCount} one="member" />
            {row.ceiling.unsureMemberCount > 0 && (
              <>
                , <Count value={row.ceiling.unsureMemberCount} /> not sure
              </>
            )}
            <span className="block whitespace-normal sm:hidden">
              coalition of <Count value={row.ceiling.coalitionCount} />; fewest{" "}
              {countWords(row.halting.third.operators)} (1/3),{" "}
              {countWords(row.halting["two-thirds"].operators)} (2/3)
            </span>
          </span>
        ) : (
          row.why && <span className="block text-xs text-dim">{WHY[row.why]}</span>
        )}
      </>
    ),
  },
  ceiling: {
    header: "Ceiling",
    align: "right",
    metric: "ceiling",
    csv: {
      economic_ceiling_least_usd: (row) => row.ceiling?.leastUsd,
      economic_ceiling_most_usd: (row) => row.ceiling?.mostUsd,
      is_ceiling_cut_off: (row) => row.ceiling?.isCutOff,
    },
    cell: (row) =>
      row.ceiling ? <Bounds {...row.ceiling} className="font-semibold" /> : <Count value={null} />,
  },
  coalition: {
    header: "Cheapest coalition",
    metric: null,
    priority: 2,
    csv: {
      coalition_operators: (row) => row.ceiling?.coalition.map(({ address }) => address).join(" "),
      coalition_operator_count: (row) => row.ceiling?.coalitionCount,
    },
    cell: (row) =>
      row.ceiling?.coalitionCount != null ? (
        <span className="grid gap-1 py-1">
          {row.ceiling.coalition.slice(0, 4).map(({ address, name }) => (
            <OperatorEntity key={address} address={address} name={name} />
          ))}
          {row.ceiling.coalitionCount > 4 && (
            <span className="text-xs text-dim">
              and <Count value={row.ceiling.coalitionCount - 4} /> more
            </span>
          )}
        </span>
      ) : (
        <span className="text-dim">{row.ceiling ? "not known" : ""}</span>
      ),
  },
  slashable: {
    header: "Slashable",
    align: "right",
    priority: 3,
    metric: "slashable",
    csv: {
      slashable_least_usd: (row) => row.ceiling?.slashableUsd.leastUsd,
      slashable_most_usd: (row) => row.ceiling?.slashableUsd.mostUsd,
    },
    cell: (row) => (row.ceiling ? <Bounds {...row.ceiling.slashableUsd} /> : <Count value={null} />),
  },
  third: {
    header: "To 1/3",
    align: "right",
    priority: 2,
    metric: "halting",
    csv: {
      fewest_operators_third_least_count: (row) => row.halting.third.operators?.least,
      fewest_operators_third_most_count: (row) => row.halting.third.operators?.most,
      fewest_entities_third_least_count: (row) => row.halting.third.nodeOperators?.least,
      fewest_entities_third_most_count: (row) => row.halting.third.nodeOperators?.most,
    },
    cell: (row) => <FewestCell of={row.halting.third} />,
  },
  twoThirds: {
    header: "To 2/3",
    align: "right",
    priority: 2,
    metric: "halting",
    csv: {
      fewest_operators_two_thirds_least_count: (row) => row.halting["two-thirds"].operators?.least,
      fewest_operators_two_thirds_most_count: (row) => row.halting["two-thirds"].operators?.most,
      fewest_entities_two_thirds_least_count: (row) => row.halting["two-thirds"].nodeOperators?.least,
      fewest_entities_two_thirds_most_count: (row) => row.halting["two-thirds"].nodeOperators?.most,
    },
    cell: (row) => <FewestCell of={row.halting["two-thirds"]} />,
  },
} satisfies Record<string, FixedColumn<CeilingRow>>);

const POWER_WORDS = { value: "Whole value", seats: "Equal seats" };

/** The fewest of an AVS's registered operators that have a share of the power. */
export const HALTING_LIST = fixedListOf({
  power: {
    header: "Power",
    metric: null,
    csv: null,
    cell: (row) => <span className="font-semibold">{POWER_WORDS[row.power]}</span>,
  },
  third: {
    header: "To 1/3",
    align: "right",
    metric: "halting",
    csv: null,
    cell: (row) => <FewestCell of={row.halting.third} />,
  },
  twoThirds: {
    header: "To 2/3",
    align: "right",
    metric: "halting",
    csv: null,
    cell: (row) => <FewestCell of={row.halting["two-thirds"]} />,
  },
} satisfies Record<string, FixedColumn<Detail["registered"][number]>>);
