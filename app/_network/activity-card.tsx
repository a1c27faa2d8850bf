import { ActivityItem, Named } from "@/app/_components/activity/activity-item";
import { SlashedMark } from "@/app/_components/slashings/slashed-mark";
import { Card } from "@/app/_components/ui/card";
import { Empty } from "@/app/_components/ui/empty";
import { Time } from "@/app/_components/values/time";
import { formatBps } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

type Event = RouterOutputs["analytics"]["network"]["activity"]["rows"][number];

/** Renders the latest events of the network, newest first. */
export function ActivityCard({
  title,
  action,
  events,
  empty,
}: {
  title: React.ReactNode;
  action?: React.ReactNode;
  events: Event[];
  empty: string;
}) {
  return (
    <Card title={title} action={action}>
      {events.length === 0 ? (
        <Empty title={empty} />
      ) : (
        <ol className="divide-y">
          {events.map((event) => (
            <ActivityItem key={event.key} kind={event.kind} at={event.at}>
              <p>
                <Sentence event={event} />
              </p>
            </ActivityItem>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Sentence({ event }: { event: Event }) {
  const operator = (
    <>
      <Named path="/operators" address={event.operator} name={event.operatorName} />{" "}
      <SlashedMark operator={event.operator} />
    </>
  );
  const avs = event.avs && <Named path="/avs" address={event.avs} name={event.avsName} />;
  const set = event.setNumber !== null && <span className="text-dim">, set {event.setNumber}</span>;
  if (event.kind === "slashing")
    return (
      <>
        {operator} was slashed by {avs}
        {set}
      </>
    );
  if (event.kind === "registered") return <>{operator} registered as an operator</>;
  if (event.kind !== "commission")
    return (
      <>
        {operator} {event.kind === "joined" ? "registered with" : "left"} {avs}
      </>
    );
  return (
    <>
      {operator} {event.isPending ? "will take" : "takes"} {formatBps(event.newBps)} instead of{" "}
      {formatBps(event.oldBps)}
      {avs && <> on {avs}</>}
      {set}
      {event.isPending && (
        <span className="text-dim">
          {" "}
          from <Time at={event.activatedAt} show="day" />
        </span>
      )}
    </>
  );
}
