import type { Metadata } from "next";
import { CompareToggle } from "@/app/_components/compare/compare-toggle";
import { EtherscanLink } from "@/app/_components/demo/demo";
import { Breadcrumb, EntityHead } from "@/app/_components/entity/entity-head";
import { LogoMark } from "@/app/_components/entity/logo-mark";
import { PartOf } from "@/app/_components/entity/part-of";
import { isolated, nameOf } from "@/app/_components/entity/plain-name";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { OutsideLink } from "@/app/_components/navigation/outside-link";
import { Tabs } from "@/app/_components/navigation/tabs";
import { withSlashed } from "@/app/_components/slashings/slashed-mark";
import { UncorrectedLoss } from "@/app/_components/slashings/uncorrected-loss";
import { Badge } from "@/app/_components/ui/badge";
import { Address } from "@/app/_components/values/address";
import { valueWords } from "@/app/_components/values/value-words";
import { answeredWords } from "@/app/_components/verdict/answered-words";
import { VerdictMark } from "@/app/_components/verdict/verdict-mark";
import { WatchStar } from "@/app/_components/watch/watch-star";
import { allowed } from "@/app/_trpc/server";
import { formatCompact, formatCounted, formatNumber } from "@/server/format";
import { VERDICT_LABEL } from "@/server/network/verdict/words";
import { Names } from "./_components/names";
import { OperatorCountsProvider } from "./_components/operator-counts";
import { OperatorSkeleton } from "./_components/operator-skeleton";
import { findOperator } from "./operator";
import { TABS, tabHref } from "./tabs";

type Props = LayoutProps<"/operators/[address]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const operator = await findOperator(params).catch(() => undefined);
  if (!operator) return { title: "Not found" };
  const name = nameOf(operator.name, operator.address);
  return {
    title: await withSlashed(name, operator.address),
    description: `${VERDICT_LABEL[operator.verdict]}, ${answeredWords(operator)}. ${isolated(name)} secures ${valueWords(operator)} for ${formatCounted(operator.delegatorCount, "delegator")} across ${formatCounted(operator.avsCount, "AVS", "AVSs")} on EigenLayer.${operator.slashingCount ? ` It was slashed ${formatCounted(operator.slashingCount, "time")}.` : ""}`,
    alternates: { canonical: `/operators/${operator.address}` },
  };
}

export default async function OperatorLayout(props: Props) {
  const mayRead = await allowed("operatorScore");
  return (
    <NavigationSuspense skeleton={<OperatorSkeleton mayRead={mayRead} />}>
      <Operator {...props} />
    </NavigationSuspense>
  );
}

async function Operator({ params, children }: Props) {
  const operator = await findOperator(params);
  const name = nameOf(operator.name, operator.address);
  const { address } = await params;
  return (
    <main className="page py-6" id="content">
      <Breadcrumb
        list={{ name: "Operators", path: "/operators" }}
        name={name}
        path={`/operators/${operator.address}`}
        figures="Verdict, value secured, delegators, AVSs, commission and slashings of this operator, day by day."
        measured={{
          name: "Verdict",
          value: VERDICT_LABEL[operator.verdict],
          description: `${answeredWords(operator)}; the worst answer decides.`,
          technique: "/methodology#verdict",
        }}
      />
      <UncorrectedLoss
        isUpperBound={operator.isTvsUpperBound}
        who="This operator"
        slashedAt={operator.lastSlashedAt}
      />
      <EntityHead
        name={name}
        mark={<LogoMark kind="operator" address={operator.address} />}
        standing={
          <>
            <VerdictMark word={operator.verdict} />
            {operator.slashingCount !== null && operator.slashingCount > 0 && (
              <Badge tone="critical">Slashed {formatNumber(operator.slashingCount)}×</Badge>
            )}
            {operator.isActive === false && <Badge>Inactive</Badge>}
          </>
        }
        tools={
          <>
            <CompareToggle address={operator.address} name={name} labelled />
            <WatchStar entityType="operator" entityId={operator.address} name={name} labelled />
          </>
        }
      >
        <Address address={operator.address} copy explorer={<EtherscanLink address={operator.address} />} />
        <OutsideLink text={operator.website} declared="website" />
        <OutsideLink text={operator.twitter} declared="handle" />
        <PartOf entities={operator.entities} />
        <Names address={operator.address} name={operator.name} />
      </EntityHead>
      <div className="mb-4">
        <Tabs
          label="About this operator"
          tabs={TABS.map((tab) => ({
            href: tabHref(address, tab),
            label: tab.label,
            note: "count" in tab ? formatCompact(operator[tab.count]) : undefined,
          }))}
        />
      </div>
      <OperatorCountsProvider
        counts={{
          avs: operator.avsCount,
          delegators: operator.delegatorCount,
          unsettledStrategies: operator.unsettledStrategyCount,
        }}
      >
        {children}
      </OperatorCountsProvider>
    </main>
  );
}
