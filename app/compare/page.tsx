import type { Metadata } from "next";
import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { Arrival } from "@/app/_components/arrival";
import { Empty } from "@/app/_components/empty";
import { Gate } from "@/app/_components/gate";
import { Link } from "@/app/_components/link";
import { Segmented } from "@/app/_components/segmented";
import { buttonClass } from "@/app/_components/ui/button";
import { RANGES, rangeSegments } from "@/app/_lib/ranges";
import { Comparison } from "./_components/comparison";
import { ComparisonSkeleton } from "./_components/comparison-skeleton";

export const metadata: Metadata = {
  title: "Compare operators",
  description:
    "Two to five EigenLayer operators side by side: value, delegators, commission, slashings, risk, and the AVSs and delegators they share.",
  alternates: { canonical: "/compare" },
};

const params = {
  operators: parseAsString.withDefault(""),
  range: parseAsStringLiteral(RANGES).withDefault("1y"),
};
const load = createLoader(params);
const href = createSerializer(params);

export default async function ComparePage({ searchParams }: PageProps<"/compare">) {
  const state = await load(searchParams);
  const asked = state.operators.toLowerCase().match(/0x[0-9a-f]{40}\b/g) ?? [];
  const operators = [...new Set(asked)].slice(0, 5);
  return (
    <main className="page grid gap-4 py-7" id="content">
      <header>
        <h1 className="text-2xl font-semibold tracking-tight">Compare operators</h1>
        <p className="text-dim">Two to five side by side. The link holds the choice: share it.</p>
      </header>
      <Gate feature="operatorComparison" title="Operators side by side">
        {operators.length < 2 ? (
          <Empty
            title="Choose two operators or more"
            action={
              <Link href="/operators" className={buttonClass("primary")}>
                To the operators
              </Link>
            }
          >
            The scales beside an operator put it aside to compare.
          </Empty>
        ) : (
          <Arrival skeleton={<ComparisonSkeleton />}>
            <Comparison
              operators={operators}
              range={state.range}
              hrefWithout={(address) =>
                href("/compare", {
                  ...state,
                  operators: operators.filter((one) => one !== address).join(","),
                })
              }
              rangeSwitch={
                <Segmented
                  label="Range"
                  options={rangeSegments(state.range, (range) => href("/compare", { ...state, range }))}
                />
              }
            />
          </Arrival>
        )}
      </Gate>
    </main>
  );
}
