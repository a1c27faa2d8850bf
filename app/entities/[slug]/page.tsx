import type { Metadata } from "next";
import { Breadcrumb, EntityHead } from "@/app/_components/entity/entity-head";
import { Identicon } from "@/app/_components/entity/identicon";
import { Link } from "@/app/_components/navigation/link";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { OutsideLink } from "@/app/_components/navigation/outside-link";
import { holdsUncorrectedLoss } from "@/app/_components/slashings/holds-uncorrected-loss";
import { SlashingEvents } from "@/app/_components/slashings/slashing-events";
import { UncorrectedLoss } from "@/app/_components/slashings/uncorrected-loss";
import { prioritiesOf, tableOf } from "@/app/_components/tables/columns";
import { Badge } from "@/app/_components/ui/badge";
import { Card } from "@/app/_components/ui/card";
import { valueWords } from "@/app/_components/values/value-words";
import { ReportError } from "@/app/_components/verdict/report-error";
import { api } from "@/app/_trpc/server";
import { KIND_WORDS } from "@/app/entities/kinds";
import { formatCounted } from "@/server/format";
import { EntityAvs } from "./_components/entity-avs";
import { EntityFigures } from "./_components/entity-figures";
import { EntityOperators } from "./_components/entity-operators";
import { EntityPageSkeleton } from "./_components/entity-page-skeleton";
import { Evidence } from "./_components/evidence";
import { ENTITY_AVS_LIST } from "./avs-list";
import { findEntity } from "./entity";
import { entityOperatorList } from "./operators-list";
import { loadEntityPageParams, toOperatorsInput } from "./search-params";

type Props = PageProps<"/entities/[slug]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const entity = await findEntity(params).catch(() => undefined);
  if (!entity) return { title: "Not found" };
  const { slug, name, operatorCount, avsCount } = entity;
  return {
    title: name,
    description: `${name} has ${formatCounted(operatorCount, "operator")} on EigenLayer, which secure ${valueWords(entity)} across ${formatCounted(avsCount, "AVS", "AVSs")}.`,
    alternates: { canonical: `/entities/${slug}` },
  };
}

/** The most slashings that the card shows; the rest are on /slashings. */
const SLASHINGS = 10;

export default function EntityPage(props: Props) {
  return (
    <NavigationSuspense
      skeleton={
        <EntityPageSkeleton
          operators={prioritiesOf(tableOf(entityOperatorList("Partner")))}
          avs={prioritiesOf(tableOf(ENTITY_AVS_LIST))}
        />
      }
    >
      <KnownEntity {...props} />
    </NavigationSuspense>
  );
}

async function KnownEntity({ params, searchParams }: Props) {
  const [entity, state] = await Promise.all([findEntity(params), loadEntityPageParams(searchParams)]);
  const { slug, name, kind } = entity;
  const [operators, everyOperator, avs, slashings] = await Promise.all([
    api.analytics.entities.operators(toOperatorsInput(slug, state)),
    api.analytics.entities.operators({ slug, perPage: 100 }),
    api.analytics.entities.avs({ slug }),
    api.analytics.entities.slashings({ slug }),
  ]);
  return (
    <main className="page py-6" id="content">
      <Breadcrumb
        list={{ name: "Entities", path: "/entities" }}
        name={name}
        path={`/entities/${slug}`}
        figures="Operators of this brand or node operator, their value, AVSs and slashings, and the evidence."
      />
      <UncorrectedLoss isUpperBound={holdsUncorrectedLoss([entity, operators.rows])} />
      <EntityHead
        name={name}
        mark={<Identicon address={slug} size="lg" />}
        standing={<Badge>{KIND_WORDS[kind].one}</Badge>}
      >
        <OutsideLink text={entity.website} declared="website" />
        <Link href={`/operators?status=all&entity=${slug}`} className="text-accent hover:underline">
          In the list of operators
        </Link>
        <ReportError about={{ kind: "entity", name, id: slug }} className="text-accent hover:underline" />
      </EntityHead>
      <div className="grid gap-4">
        <EntityFigures entity={entity} />
        <EntityOperators entity={entity} list={operators} state={state} />
        {slashings.length > 0 && (
          <Card title="Slashings">
            <SlashingEvents slashings={slashings.slice(0, SLASHINGS)} />
          </Card>
        )}
        <EntityAvs slug={slug} rows={avs} />
        <Evidence entity={entity} operators={everyOperator.rows} />
      </div>
    </main>
  );
}
