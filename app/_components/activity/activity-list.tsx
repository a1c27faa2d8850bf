import {
  ArrowLeftRight,
  FileText,
  Gavel,
  Layers,
  type LucideIcon,
  Percent as PercentIcon,
  UserPlus,
  Users,
} from "lucide-react";
import { isOnChain, type SourceTable } from "@/app/_components/demo/demo";
import { cx } from "@/app/_components/ui/cx";
import { Count } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { ActivityWords, type OperatorEvent } from "./activity-words";
import { KIND_LABEL, type Kind } from "./kinds";

export const ICON: Record<Kind, LucideIcon> = {
  registration: UserPlus,
  avs: Layers,
  delegation: Users,
  allocation: ArrowLeftRight,
  commission: PercentIcon,
  metadata: FileText,
  slashing: Gavel,
};

/** Lists events of an operator, newest first: kind, words, block or transaction, time. */
export const ActivityList = ({ operator, events }: { operator: string; events: OperatorEvent[] }) => (
  <ol className="-my-1 divide-y">
    {events.map((event) => (
      <ActivityItem key={`${event.kind} ${event.key} ${event.type}`} event={event} operator={operator} />
    ))}
  </ol>
);

const ActivityItem = ({ event, operator }: { event: OperatorEvent; operator: string }) => (
  <EventLine
    event={event}
    operator={operator}
    Icon={ICON[event.kind]}
    label={KIND_LABEL[event.kind]}
    mark={event.kind === "slashing" ? "critical" : undefined}
  >
    <ActivityWords event={event} />
  </EventLine>
);

type EventLineProps = {
  event: Pick<OperatorEvent, "at" | "block" | "transactionHash"> & { kind: Kind };
  operator: string;
  Icon: LucideIcon;
  /** The kind of the event, in a word. */
  label: string;
  mark?: keyof typeof MARK;
  children: React.ReactNode;
};
const MARK = { critical: "bg-critical/10 text-critical", medium: "bg-medium/10 text-medium" };

/** Renders a line of a list of events: kind, words, block or transaction, time. */
export function EventLine({ event, operator, Icon, label, mark, children }: EventLineProps) {
  return (
    <li className="grid grid-cols-[auto_1fr] items-start gap-x-3 py-2.5 sm:grid-cols-[auto_1fr_auto]">
      <span
        className={cx("grid size-7 place-items-center rounded-lg", mark ? MARK[mark] : "bg-soft text-dim")}
        title={label}
      >
        <Icon className="size-3.5" aria-hidden="true" />
        <span className="sr-only">{label}</span>
      </span>
      <div className="min-w-0 py-0.5 break-words">{children}</div>
      <p className="flex flex-wrap items-baseline gap-x-3 text-xs text-dim max-sm:col-start-2 sm:py-1 sm:text-right">
        <Place event={event} operator={operator} />
        <Time at={event.at} show="day" className="sm:min-w-20" />
      </p>
    </li>
  );
}

const TABLE: Record<Kind, SourceTable> = {
  registration: "operator_registration",
  avs: "operator_avs_registration_history",
  delegation: "operator_delegator_history",
  allocation: "operator_allocations",
  commission: "operator_commission_history",
  metadata: "operator_metadata_history",
  slashing: "operator_slashing_incidents",
};

/** Renders a link to the transaction, or to the block if the transaction is unknown. Invented ones have no link. */
async function Place({ event, operator }: Pick<EventLineProps, "event" | "operator">) {
  const hash = /^0x[0-9a-f]{64}$/i.test(event.transactionHash ?? "") ? event.transactionHash : null;
  if (!hash && event.block === null) return null;
  const words =
    event.block === null ? (
      "transaction"
    ) : (
      <>
        block <Count value={event.block} />
      </>
    );
  if (!(await isOnChain(TABLE[event.kind], operator))) return <span>{words}</span>;
  return (
    <a
      href={hash ? `https://etherscan.io/tx/${hash}` : `https://etherscan.io/block/${event.block}`}
      target="_blank"
      rel="noreferrer"
      className="hover:text-ink hover:underline"
      title={hash ? `Transaction ${hash}` : "Block on Etherscan"}
    >
      {words}
    </a>
  );
}
