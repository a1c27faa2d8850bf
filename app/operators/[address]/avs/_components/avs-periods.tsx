import { OtherRun } from "@/app/_components/certainty/other-run";
import { Unread } from "@/app/_components/certainty/unread";
import { Disclosure } from "@/app/_components/charts/disclosure";
import { Modelled } from "@/app/_components/demo/demo";
import { nameOf } from "@/app/_components/entity/plain-name";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { MOST_ROWS, RowsCut } from "@/app/_components/tables/rows-cut";
import { Card } from "@/app/_components/ui/card";
import { cx } from "@/app/_components/ui/cx";
import { api, ifRead } from "@/app/_trpc/server";
import { formatDay, formatMonth } from "@/server/format";

/** Shows the periods in which the operator was registered with each AVS, as bars over time and as a table. */
export async function AvsPeriods({ address }: { address: string }) {
  const [periods, freshness] = await Promise.all([
    ifRead(api.analytics.operators.avs.periods({ address })),
    api.analytics.network.freshness(),
  ]);
  if (periods === null) return <Unread title="Registrations over time" />;
  const first = periods[0]?.fromAt.getTime();
  const last = (freshness?.processedAt ?? periods.at(-1)?.fromAt)?.getTime();
  if (first === undefined || last === undefined) return null;
  const span = Math.max(1, last - first);
  const at = (instant: Date) => `${((instant.getTime() - first) / span) * 100}%`;
  const stretchesOf = new Map<string, typeof periods>();
  for (const period of periods)
    stretchesOf.set(period.address, [...(stretchesOf.get(period.address) ?? []), period]);
  return (
    <Card
      title={
        <>
          Registrations over time <Modelled table="operator_avs_registration_history" />
          <OtherRun of="operators.avs.periods" />
        </>
      }
      action={
        <CsvButton small of="registrations" href={csvHref("avs-registrations", "", { operator: address })} />
      }
    >
      <div className="grid gap-y-1.5" aria-hidden="true">
        {[...stretchesOf].slice(0, MOST_ROWS).map(([avs, stretches]) => (
          <div key={avs} className="grid grid-cols-[6.5rem_1fr] items-center gap-3 sm:grid-cols-[12rem_1fr]">
            <span className="truncate text-xs text-dim">
              <bdi>{nameOf(stretches[0]?.name, avs)}</bdi>
            </span>
            <span className="relative h-2 rounded-sm bg-soft">
              {stretches.map((stretch) => (
                <span
                  key={stretch.fromAt.getTime()}
                  className={cx(
                    "absolute inset-y-0 min-w-0.5 rounded-sm",
                    stretch.untilAt ? "bg-s5" : "bg-accent",
                  )}
                  style={{
                    left: at(stretch.fromAt),
                    width: `calc(${at(stretch.untilAt ?? new Date(last))} - ${at(stretch.fromAt)})`,
                  }}
                  title={`${formatDay(stretch.fromAt)} to ${stretch.untilAt ? formatDay(stretch.untilAt) : "now"}`}
                />
              ))}
            </span>
          </div>
        ))}
        <div className="flex justify-between pl-[7.25rem] text-2xs text-dim sm:pl-[12.75rem]">
          <span>{formatMonth(new Date(first))}</span>
          <span>{formatMonth(new Date(last))}</span>
        </div>
      </div>
      <p className="mt-2 text-xs text-dim empty:hidden">
        <RowsCut count={stretchesOf.size} many="AVSs" />
      </p>
      <Disclosure>
        <table className="w-full text-sm">
          <caption className="sr-only">Registrations over time</caption>
          <thead className="text-xs text-dim">
            <tr>
              <th scope="col" className="py-1.5 text-left font-medium">
                AVS
              </th>
              <th scope="col" className="py-1.5 text-right font-medium">
                From (UTC)
              </th>
              <th scope="col" className="py-1.5 pr-3 text-right font-medium">
                Until (UTC)
              </th>
            </tr>
          </thead>
          <tbody>
            {periods.slice(0, MOST_ROWS).map((period) => (
              <tr key={`${period.address} ${period.fromAt.getTime()}`} className="border-t">
                <th scope="row" className="max-w-0 truncate py-1 text-left font-normal">
                  <bdi>{nameOf(period.name, period.address)}</bdi>
                </th>
                <td className="py-1 text-right">{formatDay(period.fromAt)}</td>
                <td className="py-1 pr-3 text-right">
                  {period.untilAt ? formatDay(period.untilAt) : "still"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="py-1.5 text-dim empty:hidden">
          <RowsCut count={periods.length} />
        </p>
      </Disclosure>
    </Card>
  );
}
