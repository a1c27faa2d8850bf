import { OtherRun } from "@/app/_components/certainty/other-run";
import { Unread } from "@/app/_components/certainty/unread";
import { Overlay } from "@/app/_components/charts/overlay";
import { moneyOfDays, pointsOf } from "@/app/_components/currency/money";
import { Entity } from "@/app/_components/entity/entity";
import { EntityCounts } from "@/app/_components/entity/entity-counts";
import { nameOf } from "@/app/_components/entity/plain-name";
import { holdsUncorrectedLoss } from "@/app/_components/slashings/holds-uncorrected-loss";
import { UncorrectedLoss } from "@/app/_components/slashings/uncorrected-loss";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { MOST_ROWS, RowsCut } from "@/app/_components/tables/rows-cut";
import { Card } from "@/app/_components/ui/card";
import { Empty } from "@/app/_components/ui/empty";
import { Count, Usd } from "@/app/_components/values/quantity";
import { lossCertainty } from "@/app/_components/values/value-mark";
import { api } from "@/app/_trpc/server";
import type { ListName } from "@/app/api/csv/[list]/sources";
import { comparedOf } from "../search-params";
import { ComparisonTable } from "./comparison-table";

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
        <ComparisonTable
          operators={operators}
          medians={medians}
          entities={entities}
          hrefWithout={hrefWithout}
        />
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
