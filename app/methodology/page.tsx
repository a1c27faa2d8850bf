import type { Metadata } from "next";
import { Card } from "@/app/_components/ui/card";
import { api } from "@/app/_trpc/server";
import { UNITS } from "../_components/metrics/metric";
import { anchorOf, METRICS } from "../_components/metrics/metrics";
import type { Formula } from "./section";
import { SECTIONS } from "./sections";

export const metadata: Metadata = {
  title: "Methodology",
  description:
    "How EigenWatch and its pipeline compute every figure: the verdict, scores, concentration, volatility, values, exposure, commission and labels.",
  alternates: { canonical: "/methodology" },
};

export default async function MethodologyPage() {
  const freshness = await api.analytics.network.freshness().catch(() => null);
  return (
    <main className="page grid gap-4 py-7" id="content">
      <header className="max-w-prose">
        <h1 className="mb-1 text-2xl font-semibold tracking-tight">Methodology</h1>
        <p className="text-dim">
          Version 2. Every figure here is computed once, by the pipeline that reads the chain, or by one query
          over what it stores: the same figure on a list, a page, in a download and over the API has one
          source. A figure that is not known prints as a dash, and is never taken for 0.
        </p>
      </header>
      <div className="grid gap-4 lg:grid-cols-[180px_minmax(0,1fr)] lg:gap-8">
        <nav
          aria-label="On this page"
          className="flex flex-wrap gap-x-4 gap-y-1 self-start text-sm lg:sticky lg:top-20 lg:flex-col lg:gap-y-2"
        >
          {SECTIONS.map(({ id, title }) => (
            <a key={id} href={`#${id}`} className="text-dim hover:text-ink">
              {title}
            </a>
          ))}
          <a href="#demo" className="text-dim hover:text-ink">
            Real and modelled
          </a>
        </nav>
        <div className="grid max-w-4xl min-w-0 gap-4">
          {SECTIONS.map(({ id, title, intro, formulas }) => (
            <div key={id} id={id} className="scroll-mt-20">
              <Card title={title}>
                {intro && <p className="mb-2 max-w-prose text-dim">{intro}</p>}
                <dl className="divide-y">
                  {formulas.map(explained).map(({ anchor, name, formula, unit }) => (
                    <div
                      key={anchor ?? name}
                      id={anchor}
                      className="grid scroll-mt-20 gap-x-6 gap-y-0.5 py-2 target:bg-soft sm:grid-cols-[220px_1fr]"
                    >
                      <dt className="font-medium">
                        {name}
                        {unit && <span className="block text-2xs font-normal text-dim">{unit}</span>}
                      </dt>
                      <dd className="max-w-prose wrap-anywhere text-dim">{formula}</dd>
                    </div>
                  ))}
                </dl>
              </Card>
            </div>
          ))}
          <div id="demo" className="scroll-mt-20">
            <Card title="Real and modelled">
              {freshness?.isDemo ? (
                <p className="max-w-prose text-dim">
                  {freshness.provenance} Operators with their names, shares, the AVSs, operator sets and
                  slashings are facts of Ethereum mainnet. How much each staker holds, when they came, most
                  prices and every day of history are modelled from published totals with one seed, so that
                  all copies of the demo are equal. Shares are as counted in 2024 and 2025, after slashings.
                  Published totals that belong to no known operator are carried by operators and AVSs that are
                  named Example and exist only here. Scores follow the formulas above over these figures.
                </p>
              ) : (
                <p className="max-w-prose text-dim">
                  {freshness?.provenance ??
                    "This instance reads a pipeline that does not model data: its figures are those of the chain."}
                </p>
              )}
            </Card>
          </div>
        </div>
      </div>
    </main>
  );
}

/** Returns a formula with its name and anchor: that of a metric, which its tip links to, or one without a metric. */
function explained(formula: Formula) {
  if (typeof formula !== "string") return { name: formula[0], formula: formula[1] };
  const metric = METRICS[formula];
  return { anchor: anchorOf(formula), name: metric.label, formula: metric.formula, unit: UNITS[metric.unit] };
}
