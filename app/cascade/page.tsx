import type { Metadata } from "next";
import { Gate } from "@/app/_components/account/gate";
import { Link } from "@/app/_components/navigation/link";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { Card } from "@/app/_components/ui/card";
import { LoadingGate, LoadingPage, LoadingText, Words } from "@/app/_components/ui/skeleton";
import { Cascade } from "./_components/cascade";
import { readSupposition } from "./supposition";

export const metadata: Metadata = {
  title: "What if corrupting AVSs paid?",
  description:
    "A simulator after Durvasula and Roughgarden: type the profit of corrupting each AVS, and see whose stake is too little.",
  alternates: { canonical: "/cascade" },
};

export default function CascadePage({ searchParams }: PageProps<"/cascade">) {
  return (
    <NavigationSuspense skeleton={<CascadeSkeleton />}>
      <CascadeContent searchParams={searchParams} />
    </NavigationSuspense>
  );
}

const CascadeSkeleton = () => (
  <LoadingPage className="grid gap-4 py-7">
    <p className="text-2xl font-semibold">
      <Words className="w-72" />
    </p>
    <LoadingText lines={4} phoneLines={10} />
    <LoadingGate />
  </LoadingPage>
);

async function CascadeContent({ searchParams }: Pick<PageProps<"/cascade">, "searchParams">) {
  const supposition = readSupposition(await searchParams);
  return (
    <main className="page grid gap-4 py-7" id="content">
      <header>
        <p className="text-sm text-dim">
          <Link href="/avs" className="hover:text-ink hover:underline">
            AVSs
          </Link>{" "}
          / What if
        </p>
        <h1 className="text-2xl font-semibold tracking-tight">What if corrupting AVSs paid?</h1>
      </header>
      <Card title="What this covers">
        <div className="grid max-w-prose gap-2 text-dim">
          <p>
            A simulator, not a finding: nobody knows what corrupting an AVS would bring. You type it, and see
            whether operators who can be slashed would lose less than that.
          </p>
          <p>
            Since operator sets, slashable stake is unique to one set: a slash by one AVS takes nothing that
            another could have taken. So an attack on an AVS costs stake at that AVS only, and one attack does
            not weaken the next. Choose “shared” for the model of the{" "}
            <a href="https://arxiv.org/abs/2407.21785" rel="noreferrer" className="text-accent underline">
              paper
            </a>
            , where one stake secures every AVS of its operator: what would follow if stake were not unique.
          </p>
          <p>
            Each attack in the tables is on one AVS. The condition of an operator also covers attacks on
            several AVSs at once: it adds up their profits, each by the operator's part of the AVS's stake.
          </p>
        </div>
      </Card>
      <Gate feature="avsCascade" title="Suppose a profit">
        <Cascade supposition={supposition} />
      </Gate>
    </main>
  );
}
