import { ArrowLeftFromLine, ArrowRightToLine, Gavel, type LucideIcon, Percent, UserPlus } from "lucide-react";
import { Card } from "@/app/_components/card";
import { Empty } from "@/app/_components/empty";
import { Link } from "@/app/_components/link";
import { Time } from "@/app/_components/time";
import { checksumAddress, shortAddress } from "@/app/_lib/address";
import { cx } from "@/app/_lib/cx";
import { formatBps } from "@/app/_lib/format";
import { plainName } from "@/app/_lib/plain-name";
import type { RouterOutputs } from "@/server/router";

type Event = RouterOutputs["analytics"]["network"]["activity"][number];

const ICONS: Record<Event["kind"], LucideIcon> = {
  slashing: Gavel,
  registered: UserPlus,
  joined: ArrowRightToLine,
  left: ArrowLeftFromLine,
  commission: Percent,
};

/** What happened last, newest first. */
export function ActivityCard({
  title,
  action,
  events,
  empty,
}: {
  title: string;
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
            <Happening key={event.key} kind={event.kind} at={event.at}>
              <p>
                <Sentence event={event} />
              </p>
            </Happening>
          ))}
        </ol>
      )}
    </Card>
  );
}

/** One thing that happened: its sign, what it was, and its day. */
export function Happening({
  kind,
  at,
  children,
}: {
  kind: Event["kind"];
  at: Event["at"];
  children: React.ReactNode;
}) {
  const Icon = ICONS[kind];
  return (
    <li className="flex items-start gap-2.5 py-2">
      <span
        className={cx(
          "mt-px grid size-6 shrink-0 place-items-center rounded-md",
          kind === "slashing" ? "bg-critical/10 text-critical" : "bg-soft text-dim",
        )}
      >
        <Icon className="size-3.5" strokeWidth={1.75} aria-hidden="true" />
      </span>
      <div className="min-w-0 flex-1 break-words">{children}</div>
      <Time at={at} show="day" className="shrink-0 text-xs leading-5.5 text-dim" />
    </li>
  );
}

function Sentence({ event }: { event: Event }) {
  const operator = <Named path="/operators" address={event.operator} name={event.operatorName} />;
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

/** A name that leads to its page; the address where there is no name to show. */
export const Named = ({ path, address, name }: { path: string; address: string; name: string | null }) => {
  const shown = plainName(name);
  return (
    <Link
      href={`${path}/${address}`}
      prefetch={false}
      title={checksumAddress(address)}
      className="font-medium hover:underline"
    >
      <bdi className={shown ? undefined : "font-mono text-sm"}>{shown ?? shortAddress(address)}</bdi>
    </Link>
  );
};
