import { ArrowLeftFromLine, ArrowRightToLine, Gavel, type LucideIcon, Percent, UserPlus } from "lucide-react";
import { plainName } from "@/app/_components/entity/plain-name";
import { checksumAddress, shortAddress } from "@/app/_components/entity/short-address";
import { cx } from "@/app/_components/ui/cx";
import type { RouterOutputs } from "@/server/trpc/router";
import { Link } from "../navigation/link";
import { Time } from "../values/time";

type Event = RouterOutputs["analytics"]["network"]["activity"]["rows"][number];

const ICONS: Record<Event["kind"], LucideIcon> = {
  slashing: Gavel,
  registered: UserPlus,
  joined: ArrowRightToLine,
  left: ArrowLeftFromLine,
  commission: Percent,
};

/** Renders one line of an activity list: icon, sentence and day. */
export function ActivityItem({
  kind,
  at,
  children,
}: {
  kind: Event["kind"];
  at: Date | null;
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

/** Renders a link to an entity's page with its name, or with its short address if it has none. */
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
