import { Link } from "@/app/_components/navigation/link";
import { Card } from "@/app/_components/ui/card";
import { api } from "@/app/_trpc/server";
import { moveHref } from "@/app/move/search-params";
import { AnnouncedAllocations } from "./announced-allocations";
import { LeavingTimeline } from "./leaving-timeline";
import { LeftSets } from "./left-sets";

/** Shows whether a delegator who leaves today is out before a new allocation can be slashed. */
export async function LeavingCard({ address, name }: { address: string; name: string }) {
  const leaving = await api.analytics.operators.leaving({ address });
  return (
    <div id="leaving" className="scroll-mt-20">
      <Card
        title={
          <span className="wrap-anywhere">
            If you leave <bdi>{name}</bdi> today
          </span>
        }
        action={
          <Link href={moveHref({ from: address })} prefetch={false} className="text-accent hover:underline">
            Move to another operator
          </Link>
        }
      >
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-5 lg:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]">
          <LeavingTimeline leaving={leaving} />
          <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
            <AnnouncedAllocations leaving={leaving} />
            <LeftSets rows={leaving.leftSets} />
          </div>
        </div>
        <p className="mt-4 max-w-prose text-xs text-dim">
          Undelegating and redelegating queue all of your stake for 14 days, and the sets of the operator that
          you left can slash it until then. Figures of slashable stake are of delegated stake: what was queued
          in the last 14 days comes on top.
        </p>
      </Card>
    </div>
  );
}
