import type { Metadata } from "next";
import { Gate } from "@/app/_components/account/gate";
import { rangeSegments } from "@/app/_components/charts/ranges";
import { Link } from "@/app/_components/navigation/link";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { buttonClass } from "@/app/_components/ui/button";
import { Empty } from "@/app/_components/ui/empty";
import { Segmented } from "@/app/_components/ui/segmented";
import { inWords } from "@/server/format";
import { QUANTITIES } from "@/server/trpc/tiers";
import { Comparison } from "./_components/comparison";
import { METRIC_GROUPS } from "./_components/comparison-metrics";
import { ComparisonSkeleton } from "./_components/comparison-skeleton";
import { compareHref, loadCompareParams, operatorsOf } from "./search-params";

export const metadata: Metadata = {
  title: "Compare operators",
  description: `Two to ${inWords(QUANTITIES.compared.PRO)} EigenLayer operators side by side: verdict, value, delegators, commission, slashings, and the AVSs and delegators they share.`,
  alternates: { canonical: "/compare" },
};

const METRIC_COUNT = METRIC_GROUPS.reduce((count, { metrics }) => count + metrics.length, 0);

export default async function ComparePage({ searchParams }: PageProps<"/compare">) {
  const state = await loadCompareParams(searchParams);
  const operators = operatorsOf(state);
  return (
    <main className="page grid gap-4 py-7" id="content">
      <header>
        <h1 className="text-2xl font-semibold tracking-tight">Compare operators</h1>
        <p className="text-dim">
          Two to {inWords(QUANTITIES.compared.PRO)} side by side. The link holds the choice: share it.
        </p>
      </header>
      <Gate feature="operatorComparison" title="Your choice, figure by figure">
        {operators.length < 2 ? (
          <Empty
            title="Choose two operators or more"
            action={
              <Link href="/operators" className={buttonClass("primary")}>
                To the operators
              </Link>
            }
          >
            The scales icon beside an operator adds it to the comparison.
          </Empty>
        ) : (
          <NavigationSuspense
            skeleton={<ComparisonSkeleton operators={operators.length} metrics={METRIC_COUNT} />}
          >
            <Comparison
              operators={operators}
              range={state.range}
              hrefWithout={(address) =>
                compareHref(state, { operators: operators.filter((one) => one !== address).join(",") })
              }
              rangeSwitch={
                <Segmented
                  label="Range"
                  options={rangeSegments(state.range, (range) => compareHref(state, { range }))}
                />
              }
            />
          </NavigationSuspense>
        )}
      </Gate>
    </main>
  );
}
