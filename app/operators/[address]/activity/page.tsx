import type { Metadata } from "next";
import { ActivityList } from "@/app/_components/activity/activity-list";
import { KIND_LABEL, KINDS, type Kind } from "@/app/_components/activity/kinds";
import { OtherRun } from "@/app/_components/certainty/other-run";
import { Unread } from "@/app/_components/certainty/unread";
import { Modelled } from "@/app/_components/demo/demo";
import { Link } from "@/app/_components/navigation/link";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Pager } from "@/app/_components/tables/pager";
import { buttonClass } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { chipClass } from "@/app/_components/ui/chip";
import { Empty } from "@/app/_components/ui/empty";
import { api, ifRead } from "@/app/_trpc/server";
import { formatCompact } from "@/server/format";
import { ActivitySkeleton } from "../_components/tab-skeleton";
import { findOperator, tabMetadata } from "../operator";
import { activityHref, loadActivityParams, toActivityInput } from "./search-params";

type Props = PageProps<"/operators/[address]/activity">;

export const generateMetadata = ({ params }: Props): Promise<Metadata> =>
  tabMetadata(
    params,
    "activity",
    (name) =>
      `Everything that happened to ${name} on EigenLayer: delegations, allocations, commission, slashings.`,
  );

export default function OperatorActivity(props: Props) {
  return (
    <NavigationSuspense skeleton={<ActivitySkeleton rows={50} />}>
      <Activity {...props} />
    </NavigationSuspense>
  );
}

async function Activity(props: Props) {
  const { address } = await findOperator(props.params);
  const state = await loadActivityParams(props.searchParams);
  const input = toActivityInput(address, state);
  const found = await ifRead(api.analytics.operators.activity(input));
  if (found === null) return <Unread title="Activity" />;
  const { rows, total, counts } = found;
  const countOf = (kind: Kind) => counts.find((one) => one.kind === kind)?.eventCount ?? 0;
  const toggled = (kind: Kind) =>
    state.kind.includes(kind) ? state.kind.filter((one) => one !== kind) : [...state.kind, kind];
  return (
    <div>
      <nav aria-label="Kinds of events" className="mb-3 flex flex-wrap gap-2">
        <Link
          href={activityHref(address, state, { kind: [] })}
          prefetch={false}
          scroll={false}
          aria-current={state.kind.length === 0 ? "true" : undefined}
          className={chipClass(state.kind.length === 0)}
        >
          All
        </Link>
        {KINDS.map((kind) => (
          <Link
            key={kind}
            href={activityHref(address, state, { kind: toggled(kind) })}
            prefetch={false}
            scroll={false}
            rel="nofollow"
            aria-current={state.kind.includes(kind) ? "true" : undefined}
            className={chipClass(state.kind.includes(kind))}
          >
            {KIND_LABEL[kind]} <span className="text-2xs">{formatCompact(countOf(kind))}</span>
          </Link>
        ))}
      </nav>
      <Card
        title={
          <>
            Events <Modelled table="operator_delegator_history" />
            <OtherRun of="operators.activity" />
          </>
        }
        action={
          total > 0 && (
            <CsvButton
              small
              of="events"
              href={csvHref("activity", activityHref(address, state, {}), { operator: address })}
            />
          )
        }
      >
        {rows.length > 0 ? (
          <ActivityList operator={address} events={rows} />
        ) : (
          <Empty
            title={total > 0 ? "There is no such page" : "Nothing of this kind is known"}
            action={
              <Link href={`/operators/${address}/activity`} className={buttonClass()}>
                All activity
              </Link>
            }
          >
            {total > 0 ? "The list has fewer pages." : "Choose other kinds, or all of them."}
          </Empty>
        )}
      </Card>
      <Pager
        page={input.page}
        perPage={input.perPage}
        total={total}
        noun={total === 1 ? "event" : "events"}
        hrefForPage={(page) => activityHref(address, state, { page })}
        hrefForPerPage={(rows) => activityHref(address, state, { rows })}
      />
    </div>
  );
}
