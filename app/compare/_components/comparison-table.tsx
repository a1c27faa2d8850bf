import { X } from "lucide-react";
import { OperatorEntity } from "@/app/_components/entity/entity";
import { PartOf } from "@/app/_components/entity/part-of";
import { nameOf } from "@/app/_components/entity/plain-name";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Link } from "@/app/_components/navigation/link";
import { cx } from "@/app/_components/ui/cx";
import type { RouterOutputs } from "@/server/trpc/router";
import type { comparedOf } from "../search-params";
import { bestOf, METRIC_GROUPS } from "./comparison-metrics";

type Answer = RouterOutputs["analytics"]["operators"]["compare"];
type ComparisonTableProps = Pick<Answer, "medians" | "entities"> & {
  operators: ReturnType<typeof comparedOf>;
  /** Returns the URL of the comparison without one operator. */
  hrefWithout: (address: string) => string;
};

/** Renders each metric of the operators in a row, with the best value and the network's median. */
export function ComparisonTable({ operators, medians, entities, hrefWithout }: ComparisonTableProps) {
  const entitiesOf = (address: string) =>
    entities.find((one) => one.address === address)?.entities ?? { brand: null, nodeOperator: null };
  return (
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
                          <span className="text-2xs font-medium text-accent max-sm:block sm:ml-2">best</span>
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
  );
}
