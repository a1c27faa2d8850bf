import { Check, CircleHelp, Clock, type LucideIcon, TriangleAlert } from "lucide-react";
import { plainName } from "@/app/_components/entity/plain-name";
import { cx } from "@/app/_components/ui/cx";
import { formatDay, formatRelative } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";
import { Link } from "../navigation/link";
import { type FreshnessState, freshnessOf } from "./freshness-of";

type Prices = RouterOutputs["analytics"]["network"]["freshness"]["prices"];
type DataAgeProps = { updatedAt: Date | null; prices?: Prices; now?: Date };

const LOOKS: Record<FreshnessState, { Icon: LucideIcon; tone: string; judgement: string }> = {
  fresh: { Icon: Check, tone: "text-dim", judgement: "" },
  late: { Icon: Clock, tone: "text-medium", judgement: " They are running late." },
  old: { Icon: TriangleAlert, tone: "text-critical", judgement: " They are out of date." },
  unknown: { Icon: CircleHelp, tone: "text-medium", judgement: "" },
};

/** Renders the age of the data in the header: the day and an age, or a short age in a narrow header. */
export function DataAge({ updatedAt, prices, now = new Date() }: DataAgeProps) {
  const state = freshnessOf(updatedAt, now);
  const { Icon, tone, judgement } = LOOKS[state];
  const [day, age] = updatedAt ? [formatDay(updatedAt), formatRelative(updatedAt, now)] : [null, null];
  const priced = prices && pricesIn(prices);
  const sentence = [
    day ? `The figures are of ${day}, ${age}.${judgement}` : "The age of the figures is not known.",
    ...(priced ? [`${priced}.`] : []),
  ].join(" ");
  return (
    <Link
      href="/status"
      prefetch={false}
      aria-label={`${sentence} Status`}
      title={sentence}
      className={cx(
        "flex h-8 shrink-0 items-center gap-1 rounded-lg px-1 text-xs tabular-nums hover:bg-soft",
        tone,
        state !== "fresh" && "font-medium",
      )}
    >
      <Icon className="size-3.5 shrink-0" strokeWidth={2} aria-hidden="true" />
      <span className="leading-tight max-xl:hidden">
        {day ? `Data of ${day}, ${age}` : "Age of data not known"}
        {priced && <span className="block max-w-56 truncate text-2xs font-normal text-dim">{priced}</span>}
      </span>
      <span className="xl:hidden">{shortAge(updatedAt, now)}</span>
    </Link>
  );
}

/** Returns the days and the sources of the prices: "Prices of 5 Jul 2026 by coingecko". */
function pricesIn({ oldestAt, newestAt, sources }: Prices): string {
  if (!oldestAt || !newestAt) return "The age of prices is not known";
  const [from, until] = [formatDay(oldestAt), formatDay(newestAt)];
  const by = sources.map(sourceName).join(", ");
  return `Prices of ${from === until ? from : `${from} to ${until}`}${by && ` by ${by}`}`;
}

/** A demo models its prices, so no source is named. */
const sourceName = (source: string) =>
  source === "modelled" ? "a model" : (plainName(source) ?? "a source without a name");

/** Returns an age for narrow places, such as "147 d" or "5 h". */
function shortAge(at: Date | null, now: Date): string {
  if (!at) return "?";
  const hours = Math.max(0, Math.floor((now.getTime() - at.getTime()) / 3_600_000));
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}
