import { nameOf } from "@/app/_components/entity/plain-name";
import { Link } from "@/app/_components/navigation/link";
import { Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { answeredWords } from "@/app/_components/verdict/answered-words";
import { ReportError } from "@/app/_components/verdict/report-error";
import { TONE_TEXT, VerdictShape } from "@/app/_components/verdict/verdict-mark";
import type { Move } from "@/server/network/moving/move";
import { VERDICT_LABEL, VERDICT_TONE } from "@/server/network/verdict/words";
import { Exposed } from "./exposed";
import { Race } from "./race";
import { Split } from "./splits";

type SummaryProps = { move: Move; inUsd: boolean };

/** Compares a stake before a move, in the 14 days between, and after it, in three columns. */
export function MoveSummary({ move, inUsd }: SummaryProps) {
  const { from, to, worst, worstAvs, splits } = move;
  const alone = (time: "now" | "between" | "arrival", isModelled: boolean) => {
    const at = worstAvs[time];
    return worst[time] === null ? (
      <span className="font-normal text-dim">{isModelled ? "Not known in the demo" : "Not known"}</span>
    ) : at ? (
      <>
        <Exposed of={at} inUsd={inUsd} isModelled={isModelled} />
        <Link
          href={`/avs/${at.avs}`}
          prefetch={false}
          className="block text-xs font-normal wrap-anywhere text-dim hover:underline"
        >
          <bdi>{nameOf(at.name, at.avs)}</bdi>
        </Link>
        {at.mayBeAnother && <span className="block text-xs font-normal text-dim">Another may take more</span>}
      </>
    ) : (
      <span className="font-normal text-dim">{isModelled ? "Not known in the demo" : "None is known"}</span>
    );
  };
  const rows: [label: string, note: React.ReactNode, cells: React.ReactNode[]][] = [
    [
      "Verdict",
      null,
      [
        <End key="from" of={from} />,
        <span key="between" className="font-normal text-dim">
          {betweenWords(worst.between, from.isVerdictDemoLimited)}
        </span>,
        <End key="to" of={to} />,
      ],
    ],
    [
      "Slashable by all AVSs together",
      "worst case",
      [
        <Exposed key="now" of={worst.now} inUsd={inUsd} isModelled={from.isVerdictDemoLimited} />,
        <Exposed key="between" of={worst.between} inUsd={inUsd} isModelled={from.isVerdictDemoLimited} />,
        <Exposed key="arrival" of={worst.arrival} inUsd={inUsd} isModelled={to.isVerdictDemoLimited} />,
      ],
    ],
    [
      "Worst case once announced changes count",
      null,
      [
        <Exposed key="stays" of={worst.stays} inUsd={inUsd} isModelled={from.isVerdictDemoLimited} />,
        <span key="between" className="font-normal text-dim">
          included above
        </span>,
        <Exposed key="settled" of={worst.settled} inUsd={inUsd} isModelled={to.isVerdictDemoLimited} />,
      ],
    ],
    [
      "By the worst AVS alone",
      null,
      [
        alone("now", from.isVerdictDemoLimited),
        alone("between", from.isVerdictDemoLimited),
        alone("arrival", to.isVerdictDemoLimited),
      ],
    ],
    [
      "A new allocation counts before you can leave",
      "allocation delay under 14 days",
      [<Race key="from" of={from} />, <Race key="between" of={from} />, <Race key="to" of={to} />],
    ],
    [
      "Kept of programmatic incentives",
      "PI split",
      [
        <Split key="from" of={splits.pi.from} />,
        <span key="between" className="font-normal text-dim">
          no rewards
        </span>,
        <Split key="to" of={splits.pi.to} />,
      ],
    ],
    [
      "Value secured",
      null,
      [
        <Usd key="from" value={from.tvsUsd} of={from} />,
        <span key="between" className="font-normal text-dim">
          no operator
        </span>,
        <Usd key="to" value={to.tvsUsd} of={to} />,
      ],
    ],
  ];
  return (
    <table className="w-full table-fixed text-left text-sm">
      <caption className="sr-only">The stake before, between and after</caption>
      <thead className="max-sm:block">
        <tr className="max-sm:grid max-sm:grid-cols-3 max-sm:gap-x-3 max-sm:pb-2">
          <td className="max-sm:hidden sm:w-1/4" />
          <th scope="col" className={HEAD}>
            Before <Operator of={from} />
          </th>
          <th scope="col" className={HEAD}>
            In between
            <span className="block text-xs font-normal text-dim">
              {move.leftBlock === null ? (
                "14 days"
              ) : (
                <>
                  14 days, until <Time at={move.leftAt} show="day" />
                </>
              )}
            </span>
          </th>
          <th scope="col" className={HEAD}>
            After <Operator of={to} />
          </th>
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows.map(([label, note, cells]) => (
          <tr
            key={label}
            className="border-t max-sm:grid max-sm:grid-cols-3 max-sm:gap-x-3 max-sm:py-2 sm:*:py-2.5"
          >
            <th
              scope="row"
              className="pr-4 align-top font-normal text-dim max-sm:col-span-3 max-sm:pb-1 max-sm:text-xs"
            >
              {label}
              {note && <span className="block text-xs max-sm:ml-1 max-sm:inline">({note})</span>}
            </th>
            {cells.map((cell, column) => (
              <td key={COLUMNS[column]} className="min-w-0 align-top font-medium sm:pr-4">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const HEAD = "min-w-0 align-top font-semibold wrap-anywhere sm:pr-4 sm:pb-2";
const COLUMNS = ["before", "between", "after"];

type EndProps = { of: Move["from"] };

const Operator = ({ of }: EndProps) => (
  <Link
    href={`/operators/${of.address}`}
    prefetch={false}
    className="block text-xs font-normal text-dim hover:underline"
  >
    <bdi>{nameOf(of.name, of.address)}</bdi>
  </Link>
);

const End = ({ of }: EndProps) => (
  <>
    <span className={TONE_TEXT[VERDICT_TONE[of.verdict]]}>
      <VerdictShape word={of.verdict} className="mr-1.5 inline size-2.5" />
      {VERDICT_LABEL[of.verdict]}
    </span>
    <span className="block text-xs font-normal text-dim">{answeredWords(of)}</span>
    <ReportError
      about={{ kind: "operator", name: of.name, id: of.address }}
      className="text-xs font-normal text-dim underline hover:text-ink"
    />
  </>
);

/** Returns in words whether sets of the old operator can slash the stake in the 14 days. */
function betweenWords(of: Move["worst"]["between"], isModelled: boolean): string {
  if (of === null || isModelled) return "Whether sets of the old operator can slash it is not known";
  return of.exposedUsd === 0 && of.unknownCount === 0
    ? "No set of the old operator is known to be able to slash it"
    : "Sets of the old operator can slash it";
}
