import { EventLine, ICON } from "@/app/_components/activity/activity-list";
import { ActivityWords } from "@/app/_components/activity/activity-words";
import { KIND_LABEL } from "@/app/_components/activity/kinds";
import { nameOf } from "@/app/_components/entity/plain-name";
import { Link } from "@/app/_components/navigation/link";
import { SlashedMark } from "@/app/_components/slashings/slashed-mark";
import { Badge } from "@/app/_components/ui/badge";
import { Card } from "@/app/_components/ui/card";
import { Count } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import type { RouterOutputs } from "@/server/trpc/router";

type Happened = RouterOutputs["account"]["watchlist"]["happened"];
type HappenedProps = {
  happened: Happened;
  hasVisited: boolean;
  /** The instant that the data reaches. */
  readTo: Date | null | undefined;
};

const SHOWN = 8;

/**
 * Lists events of watched entities since the last visit: slashings first, then the newest. Those that add risk
 * are marked.
 */
export function Happened({ happened: { rows, total }, hasVisited, readTo }: HappenedProps) {
  const more = rows.slice(SHOWN);
  return (
    <Card
      title="Since your last visit"
      action={
        readTo && (
          <>
            data up to <Time at={readTo} show="instant" />
          </>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="text-dim">
          {hasVisited
            ? "No slashing is known for anything you watch, and no change of an allocation, commission, AVS or name."
            : "From your next visit on, events since your last visit appear here."}
        </p>
      ) : (
        <Events rows={rows.slice(0, SHOWN)} />
      )}
      {more.length > 0 && (
        <details className="group -mb-1 border-t pt-2.5">
          <summary className="list-none text-sm text-accent select-none hover:underline">
            <span className="group-open:hidden">
              <Count value={more.length} /> more
            </span>
            <span className="hidden group-open:inline">Fewer</span>
          </summary>
          <div className="mt-2 border-t pt-1">
            <Events rows={more} />
          </div>
        </details>
      )}
      {total > rows.length && (
        <p className="mt-2 text-xs text-dim">
          <Count value={rows.length} /> of <Count value={total} />: slashings first, then the newest.
        </p>
      )}
    </Card>
  );
}

const Events = ({ rows }: Pick<Happened, "rows">) => (
  <ol className="-my-1 divide-y">
    {rows.map((event) => (
      <WatchedEvent
        key={`${event.kind} ${event.operator} ${event.key} ${event.type} ${event.block}`}
        event={event}
      />
    ))}
  </ol>
);

function WatchedEvent({ event }: { event: Happened["rows"][number] }) {
  const { kind, operator, operatorName, isRisk } = event;
  return (
    <EventLine
      event={event}
      operator={operator}
      Icon={ICON[kind]}
      label={KIND_LABEL[kind]}
      mark={isRisk ? (kind === "slashing" ? "critical" : "medium") : undefined}
    >
      <Link href={`/operators/${operator}`} prefetch={false} className="mr-2 font-semibold hover:underline">
        <bdi>{nameOf(operatorName, operator)}</bdi>
      </Link>
      <SlashedMark operator={operator} />{" "}
      {isRisk && kind !== "slashing" && <Badge tone="medium">More risk</Badge>}
      <span className="block">
        <ActivityWords event={event} />
      </span>
    </EventLine>
  );
}
