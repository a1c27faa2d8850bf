import type { Metadata } from "next";
import { Card } from "@/app/_components/card";
import { api } from "@/app/_trpc/server";
import { SECTIONS } from "./sections";

export const metadata: Metadata = {
  title: "Methodology",
  description:
    "How EigenWatch and its pipeline compute every figure: scores, concentration, volatility, values, exposure, commission and labels.",
  alternates: { canonical: "/methodology" },
};

export default async function MethodologyPage() {
  const freshness = await api.analytics.network.freshness().catch(() => null);
  return (
    <main className="page grid gap-4 py-7" id="content">
      <header className="max-w-prose">
        <h1 className="text-2xl font-semibold tracking-tight">Methodology</h1>
        <p className="text-dim">
          Version 1. Every figure here is computed once, by the pipeline that reads the chain, or by one query
          over what it stores: the same figure on a list, a page, in a download and over the API has one
          source. What is not known prints as a dash and counts as nothing else.
        </p>
      </header>
      <nav aria-label="On this page" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {SECTIONS.map(({ id, title }) => (
          <a key={id} href={`#${id}`} className="text-accent hover:underline">
            {title}
          </a>
        ))}
        <a href="#demo" className="text-accent hover:underline">
          Real and modelled
        </a>
      </nav>
      {SECTIONS.map(({ id, title, intro, formulas }) => (
        <div key={id} id={id} className="scroll-mt-20">
          <Card title={title}>
            {intro && <p className="mb-2 max-w-prose text-dim">{intro}</p>}
            <dl className="divide-y">
              {formulas.map(([name, formula]) => (
                <div key={name} className="grid gap-x-6 gap-y-0.5 py-2 sm:grid-cols-[220px_1fr]">
                  <dt className="font-medium">{name}</dt>
                  <dd className="max-w-prose text-dim">{formula}</dd>
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
              {freshness.provenance} Operators with their names, shares, the AVSs, operator sets and slashings
              are facts of Ethereum mainnet. Who of an operator's stakers holds how much, when they came, most
              prices and every day of history are modelled from published totals, from one seed, so that two
              copies of the demo are equal. Scores follow the formulas above over these figures.
            </p>
          ) : (
            <p className="max-w-prose text-dim">
              {freshness?.provenance ??
                "This instance reads a pipeline that says nothing of models: its figures are those of the chain."}
            </p>
          )}
        </Card>
      </div>
    </main>
  );
}
