import type { Metadata } from "next";
import { MembersOnly } from "@/app/_components/account/members-only";
import { Link } from "@/app/_components/navigation/link";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { holdsUncorrectedLoss } from "@/app/_components/slashings/holds-uncorrected-loss";
import { UncorrectedLoss } from "@/app/_components/slashings/uncorrected-loss";
import { prioritiesOf, tableOf } from "@/app/_components/tables/columns";
import { Badge } from "@/app/_components/ui/badge";
import { buttonClass } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Empty } from "@/app/_components/ui/empty";
import { Time } from "@/app/_components/values/time";
import { api } from "@/app/_trpc/server";
import { FEATURES } from "@/server/trpc/tiers";
import { GoneList } from "./_components/gone-list";
import { Happened } from "./_components/happened";
import { NoteVisit } from "./_components/note-visit";
import { WatchedAvs } from "./_components/watched-avs";
import { WatchedOperators } from "./_components/watched-operators";
import { WatchedStrategies } from "./_components/watched-strategies";
import { WatchlistSkeleton } from "./_components/watchlist-skeleton";
import { WATCHED_OPERATOR_LIST } from "./list";

export const metadata: Metadata = {
  title: "Watchlist",
  description: "The operators, AVSs and strategies that you watch, and what changed.",
  robots: { index: false },
};

export default function WatchlistPage() {
  return (
    <main className="page py-7" id="content">
      <MembersOnly
        isPage
        title="Sign in to watch operators, AVSs and strategies"
        text="Their newest figures, what changed in 30 days and since you last looked, on one page. Your wallet is your account: no transaction, no gas."
      >
        {async () => (
          <NavigationSuspense
            skeleton={<WatchlistSkeleton columns={prioritiesOf(tableOf(WATCHED_OPERATOR_LIST))} />}
          >
            <Watchlist />
          </NavigationSuspense>
        )}
      </MembersOnly>
    </main>
  );
}

async function Watchlist() {
  const [{ items, entities, limit, total, lastVisitAt }, happened, freshness] = await Promise.all([
    api.account.watchlist.list(),
    api.account.watchlist.happened(),
    api.analytics.network.freshness().catch(() => null),
  ]);
  const readTo = freshness?.processedAt ?? null;
  return (
    <div className="grid gap-4">
      <UncorrectedLoss isUpperBound={holdsUncorrectedLoss(items)} className="" />
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-1">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight">Watchlist</h1>
          <p className="text-dim">
            {total === 0
              ? "Nothing on it yet"
              : limit === null
                ? `${total} watched`
                : `${total} of ${limit} watched`}
            {lastVisitAt && total > 0 && (
              <>
                {" · you last looked "}
                <Time at={lastVisitAt} />
              </>
            )}
          </p>
        </div>
      </header>
      {total === 0 && <NothingWatched limit={limit} />}
      {total > 0 && <Happened happened={happened} hasVisited={lastVisitAt !== null} readTo={readTo} />}
      <WatchedOperators items={items} entities={entities} hasVisited={lastVisitAt !== null} />
      <WatchedAvs items={items} hasVisited={lastVisitAt !== null} />
      <WatchedStrategies items={items} hasVisited={lastVisitAt !== null} />
      <GoneList items={items.filter((item) => item.isGone)} />
      {limit !== null && total >= limit && <Full limit={limit} total={total} />}
      <NoteVisit seenTo={readTo} />
    </div>
  );
}

const NothingWatched = ({ limit }: { limit: number | null }) => (
  <Card>
    <Empty
      title="Watch what you depend on"
      action={
        <Link href="/operators" className={buttonClass("primary")}>
          Browse operators
        </Link>
      }
    >
      Press the star beside an operator, an AVS or a strategy, and find its figures and changes here.
      {limit !== null && ` Your tier watches ${limit}.`}
    </Empty>
  </Card>
);

const Full = ({ limit, total }: { limit: number; total: number }) => (
  <Card
    locked
    title={total > limit ? `You watch more than ${limit}` : "Your watchlist is full"}
    action={<Badge tone="accent">PRO</Badge>}
  >
    <p className="max-w-prose text-dim">
      {total > limit
        ? `All ${total} stay, and you can remove any. To add another, watch fewer than ${limit}, or: `
        : `FREE watches ${limit}. `}
      {FEATURES.unlimitedWatchlist.sells}
    </p>
    <p className="mt-3 flex">
      <Link href="/pricing" prefetch={false} className={buttonClass()}>
        What PRO adds
      </Link>
    </p>
  </Card>
);
