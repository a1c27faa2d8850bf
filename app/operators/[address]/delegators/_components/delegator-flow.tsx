import { OtherRun } from "@/app/_components/certainty/other-run";
import { Unread } from "@/app/_components/certainty/unread";
import { Disclosure } from "@/app/_components/charts/disclosure";
import { rangeSegments } from "@/app/_components/charts/ranges";
import { Modelled } from "@/app/_components/demo/demo";
import { Card } from "@/app/_components/ui/card";
import { Empty } from "@/app/_components/ui/empty";
import { Segmented } from "@/app/_components/ui/segmented";
import { Change, Count } from "@/app/_components/values/quantity";
import { api, ifRead } from "@/app/_trpc/server";
import { formatDay, formatDayShort } from "@/server/format";
import { type DelegatorState, delegatorsHref } from "../search-params";

/**
 * Draws the delegators that joined and left each week: bars up and down around one line, and the numbers as a
 * table.
 */
export async function DelegatorFlow({ address, state }: { address: string; state: DelegatorState }) {
  const weeks = await ifRead(api.analytics.operators.delegators.flow({ address, range: state.range }));
  if (weeks === null) return <Unread title="Joins and leaves" />;
  const joined = weeks.reduce((sum, week) => sum + week.joinedCount, 0);
  const left = weeks.reduce((sum, week) => sum + week.leftCount, 0);
  const forced = weeks.reduce((sum, week) => sum + week.forcedCount, 0);
  return (
    <Card
      title={
        <>
          Joins and leaves <Modelled table="operator_delegator_history" />
          <OtherRun of="operators.delegators.flow" />
        </>
      }
      action={
        <Segmented
          label="Range"
          options={rangeSegments(state.range, (range) =>
            delegatorsHref(address, state, { range, page: state.page }),
          )}
        />
      }
    >
      {weeks.length === 0 ? (
        <Empty title="Nobody is known to have come or gone">Try a longer range.</Empty>
      ) : (
        <>
          <p className="mb-3 flex flex-wrap gap-x-4 text-sm">
            <span>
              <Change value={joined} unit="count" arrow={false} /> joined
            </span>
            <span>
              <Change value={-left} unit="count" arrow={false} /> left
            </span>
            {forced > 0 && (
              <span className="text-dim">
                <Count value={forced} /> of them by force
              </span>
            )}
          </p>
          <Bars weeks={weeks} />
          <FlowTable weeks={weeks} />
        </>
      )}
    </Card>
  );
}

type Week = { weekOn: string; joinedCount: number; leftCount: number };
const WEEK_MS = 7 * 86_400_000;

function Bars({ weeks }: { weeks: Week[] }) {
  const first = Date.parse(weeks[0]?.weekOn ?? "");
  const slots = Math.round((Date.parse(weeks.at(-1)?.weekOn ?? "") - first) / WEEK_MS) + 1;
  const most = {
    up: Math.max(...weeks.map((week) => week.joinedCount)),
    down: Math.max(...weeks.map((week) => week.leftCount)),
  };
  const zero = 1 + (98 * most.up) / Math.max(1, most.up + most.down);
  const height = (count: number) =>
    count === 0 ? 0 : Math.max(1, (count / Math.max(1, most.up + most.down)) * 98);
  return (
    <figure>
      <svg aria-hidden="true" viewBox={`0 0 ${slots} 100`} preserveAspectRatio="none" className="h-36 w-full">
        <path d={`M0 ${zero}H${slots}`} stroke="var(--line-strong)" vectorEffect="non-scaling-stroke" />
        {weeks.map((week) => {
          const x = Math.round((Date.parse(week.weekOn) - first) / WEEK_MS) + 0.12;
          const up = height(week.joinedCount);
          const down = height(week.leftCount);
          return (
            <g key={week.weekOn}>
              <title>{`Week of ${formatDay(week.weekOn)}: ${week.joinedCount} joined, ${week.leftCount} left`}</title>
              <rect x={x} y={zero - up} width="0.76" height={up} fill="var(--low)" />
              <rect x={x} y={zero} width="0.76" height={down} fill="var(--critical)" />
            </g>
          );
        })}
      </svg>
      <figcaption className="mt-1 flex justify-between text-2xs text-dim">
        <span>{formatDay(weeks[0]?.weekOn)}</span>
        <span>joined above the line, left below</span>
        <span>{formatDay(weeks.at(-1)?.weekOn)}</span>
      </figcaption>
    </figure>
  );
}

const FlowTable = ({ weeks }: { weeks: Week[] }) => (
  <Disclosure>
    <table className="w-full text-sm">
      <caption className="sr-only">Joins and leaves by week</caption>
      <thead className="text-xs text-dim">
        <tr className="*:py-1.5 *:font-medium">
          <th scope="col" className="text-left">
            Week of (UTC)
          </th>
          <th scope="col" className="text-right">
            Joined
          </th>
          <th scope="col" className="pr-3 text-right">
            Left
          </th>
        </tr>
      </thead>
      <tbody>
        {weeks.toReversed().map((week) => (
          <tr key={week.weekOn} className="border-t">
            <th scope="row" className="py-1 text-left font-normal text-dim">
              {weeks.length > 60 ? formatDay(week.weekOn) : formatDayShort(week.weekOn)}
            </th>
            <td className="py-1 text-right">
              <Count value={week.joinedCount} />
            </td>
            <td className="py-1 pr-3 text-right">
              <Count value={week.leftCount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Disclosure>
);
