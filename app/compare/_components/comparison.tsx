import { X } from "lucide-react";
import { OtherRun } from "@/app/_components/certainty/other-run";
import { Unread } from "@/app/_components/certainty/unread";
import { Overlay } from "@/app/_components/charts/overlay";
import { moneyOfDays, pointsOf } from "@/app/_components/currency/money";
import { Entity, OperatorEntity } from "@/app/_components/entity/entity";
import { EntityCounts } from "@/app/_components/entity/entity-counts";
import { PartOf } from "@/app/_components/entity/part-of";
import { nameOf } from "@/app/_components/entity/plain-name";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Link } from "@/app/_components/navigation/link";
import { holdsUncorrectedLoss } from "@/app/_components/slashings/holds-uncorrected-loss";
import { UncorrectedLoss } from "@/app/_components/slashings/uncorrected-loss";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { MOST_ROWS, RowsCut } from "@/app/_components/tables/rows-cut";
import { Card } from "@/app/_components/ui/card";
import { cx } from "@/app/_components/ui/cx";
import { Empty } from "@/app/_components/ui/empty";
import { Count, Usd } from "@/app/_components/values/quantity";
import { lossCertainty } from "@/app/_components/values/value-mark";
import { api } from "@/app/_trpc/server";
import type { ListName } from "@/app/api/csv/[list]/sources";
import { comparedOf } from "../search-params";
import { bestOf, METRIC_GROUPS } from "./comparison-metrics";

/**
 * Compares operators side by side: every figure with the best marked, the histories over one another, and what
 * they share.
 */
export async function Comparison({
  operators: asked,
  range,
  rangeSwitch,
  hrefWithout,
}: {
  operators: string[];
  range: "30d" | "90d" | "1y" | "all";
  rangeSwitch: React.ReactNode;
  /** Returns the URL of the comparison without one operator. */
  hrefWithout: (address: string) => string;
}) {
  const [{ medians, sharedAvs, sharedDelegators, histories, entities, entityCounts, ...answer }, money] =
    await Promise.all([api.analytics.operators.compare({ operators: asked, range }), moneyOfDays()]);
  const operators = comparedOf(answer);
  if (operators.length < 2)
    return <Empty title="Fewer than two of these are operators">Check the addresses in the link.</Empty>;
  const label = (address: string) => {
    const found = operators.find((one) => one.address === address);
    return nameOf(found?.name, address);
  };
  const entitiesOf = (address: string) =>
    entities.find((one) => one.address === address)?.entities ?? { brand: null, nodeOperator: null };
  const csv = (list: ListName, of: string) => (
    <CsvButton small of={of} href={csvHref(list, "", { operators: asked.join(",") })} />
  );
  return (
    <div className="grid gap-4">
      <UncorrectedLoss isUpperBound={holdsUncorrectedLoss([operators, sharedDelegators])} className="" />
      <Card
        flush
        title={
          <>
            Side by side <EntityCounts of={entityCounts} />
          </>
        }
        action={csv("comparison", "the comparison")}
      >
        <section
          aria-label="Operators side by side"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboards must be able to scroll it
          tabIndex={0}
          className="scroll-fade-end relative -outline-offset-2"
        >
          <table className={cx("w-full text-right lg:table-fixed", operators.length === 2 && "table-fixed")}>
            <caption className="sr-only">Operators compared; the best value of a row is marked</caption>
            <thead>
              <tr className="align-bottom *:border-b *:p-2 sm:*:p-3">
                <th
                  scope="col"
                  className="sticky left-0 z-20 w-29 min-w-26 bg-card text-left text-xs font-medium text-dim lg:w-52"
                >
                  Metric
                </th>
                {operators.map((one) => (
                  <th
                    key={one.address}
                    scope="col"
                    className={cx(
                      "text-left font-normal sm:max-w-64 sm:min-w-44",
                      operators.length > 2 ? "max-w-26 min-w-26" : "max-w-32",
                    )}
                  >
                    <span className="relative flex items-center justify-between gap-2">
                      <OperatorEntity
                        address={one.address}
                        name={one.name}
                        className="max-sm:w-full max-sm:flex-col max-sm:items-start max-sm:gap-1.5 max-sm:*:max-w-full"
                      />
                      {operators.length > 2 && (
                        <Link
                          href={hrefWithout(one.address)}
                          prefetch={false}
                          aria-label={`Take out ${nameOf(one.name, one.address)}`}
                          className="grid size-8 shrink-0 place-items-center rounded-lg text-dim hover:bg-ink/6 hover:text-ink max-sm:absolute max-sm:-top-1 max-sm:right-0"
                        >
                          <X className="size-3.5" aria-hidden="true" />
                        </Link>
                      )}
                    </span>
                    <span className="block text-xs text-dim empty:hidden">
                      <PartOf entities={entitiesOf(one.address)} />
                    </span>
                  </th>
                ))}
                <th
                  scope="col"
                  className="text-left text-xs font-medium text-dim max-sm:hidden sm:min-w-28 lg:w-36"
                >
                  Network median
                </th>
              </tr>
            </thead>
            {METRIC_GROUPS.map(({ title, metrics }) => (
              <tbody key={title}>
                <tr className="border-b bg-soft">
                  <th
                    scope="rowgroup"
                    colSpan={operators.length + 1}
                    className="px-2 py-1.5 text-left text-xs font-medium text-dim sm:px-3"
                  >
                    <span className="sticky left-2 sm:left-3">{title}</span>
                  </th>
                  <td className="max-sm:hidden" />
                </tr>
                {metrics.map((metric) => {
                  const best = bestOf(metric, operators);
                  const median = medians && metric.median?.(medians);
                  return (
                    <tr key={metric.label} className="*:border-b *:px-2 *:py-2.5 sm:*:px-3">
                      <th scope="row" className="sticky left-0 z-20 bg-card text-left font-normal">
                        <span className="inline-flex items-center gap-1">
                          {metric.label} {metric.metric && <MetricTip metric={metric.metric} />}
                        </span>
                        {metric.better && (
                          <span className="block text-2xs text-dim">
                            {metric.better === "high" ? "higher" : "lower"} is better
                          </span>
                        )}
                        {median && <span className="block text-2xs text-dim sm:hidden">median {median}</span>}
                      </th>
                      {operators.map((one) => {
                        const isBest = best !== null && metric.value(one) === best;
                        return (
                          <td
                            key={one.address}
                            className={cx("text-left", isBest && "bg-accent-soft font-semibold")}
                          >
                            {metric.show(one)}
                            {isBest && (
                              <span className="text-2xs font-medium text-accent max-sm:block sm:ml-2">
                                best
                              </span>
                            )}
                          </td>
                        );
                      })}
                      <td className="text-left text-dim max-sm:hidden">{median}</td>
                    </tr>
                  );
                })}
              </tbody>
            ))}
          </table>
        </section>
      </Card>
      {histories === null ? (
        <Unread title="Value secured" action={rangeSwitch} />
      ) : (
        <Overlay
          title="Value secured"
          format={money.format}
          range={rangeSwitch}
          series={operators.map((one) => ({
            key: one.address,
            label: nameOf(one.name, one.address),
            points: pointsOf(
              money,
              histories.find(({ address }) => address === one.address)?.days ?? [],
              (day) => day.tvsUsd,
            ),
          }))}
        />
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card
          title="Shared AVSs"
          action={
            <span className="flex items-center gap-3">
              {sharedAvs.length} shared
              {sharedAvs.length > 0 && csv("shared-avs", "shared AVSs")}
            </span>
          }
        >
          <ul className="divide-y">
            {sharedAvs.slice(0, MOST_ROWS).map((avs) => (
              <li key={avs.address} className="flex items-center gap-3 py-2">
                <Entity address={avs.address} name={avs.name} href={`/avs/${avs.address}`} />
                {operators.length > 2 && (
                  <span className="ml-auto max-w-1/2 shrink-0 text-right text-xs wrap-anywhere text-dim max-sm:max-w-40">
                    {avs.operators.length === operators.length
                      ? `all ${operators.length}`
                      : avs.operators.map(label).join(", ")}
                  </span>
                )}
              </li>
            ))}
          </ul>
          <p className="mt-2 text-xs text-dim empty:hidden">
            <RowsCut count={sharedAvs.length} many="AVSs" />
          </p>
          {sharedAvs.length === 0 && (
            <p className="text-dim">No AVS is known to be secured by two of them.</p>
          )}
        </Card>
        <Card
          title={
            <>
              Shared delegators <OtherRun of="operators.compare" />
            </>
          }
          action={!!sharedDelegators?.length && csv("shared-delegators", "shared delegators")}
        >
          <ul className="divide-y">
            {sharedDelegators?.map((pair) => (
              <li key={`${pair.one}-${pair.other}`} className="flex items-center gap-3 py-2">
                <span className="min-w-0 wrap-anywhere">
                  <bdi>{label(pair.one)}</bdi> and <bdi>{label(pair.other)}</bdi>
                </span>
                <span className="ml-auto text-right">
                  <Count value={pair.delegatorCount} />
                  <span className="block text-xs text-dim">
                    <Usd value={pair.valueUsd} of={lossCertainty(pair)} />
                  </span>
                </span>
              </li>
            ))}
          </ul>
          {sharedDelegators === null && (
            <p className="text-dim">This could not be read: the database did not answer.</p>
          )}
          {sharedDelegators?.length === 0 && (
            <p className="text-dim">No staker is known to have delegated to two of them.</p>
          )}
          <p className="mt-2 text-xs text-dim">
            A staker delegates to one operator at a time: these have moved between the two. The value is what
            they hold with either.
          </p>
        </Card>
      </div>
    </div>
  );
}
