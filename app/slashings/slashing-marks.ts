import type { Mark } from "@/app/_components/charts/marks";
import { sentenceName } from "@/app/_components/entity/plain-name";
import { formatCounted, formatNumber, formatUsdExact } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

type Slashing = Pick<
  RouterOutputs["analytics"]["slashing"]["list"]["rows"][number],
  | "slashedAt"
  | "operator"
  | "operatorName"
  | "avs"
  | "avsName"
  | "lostUsd"
  | "isLossUpperBound"
  | "unpricedCount"
>;

/**
 * Returns slashings as marks of an operator's or AVS's chart. Slashings of one day with the same other party are one
 * mark.
 */
export function slashingMarks(slashings: Slashing[], about: "operator" | "avs"): Mark[] {
  const groups = new Map<string, { on: string; other: string; slashings: Slashing[] }>();
  for (const slashing of slashings) {
    if (!slashing.slashedAt) continue;
    const on = slashing.slashedAt.toISOString().slice(0, 10);
    const { operator, operatorName, avs, avsName } = slashing;
    const [address, name] = about === "operator" ? [avs, avsName] : [operator, operatorName];
    const other = sentenceName(name, address);
    const group = groups.get(on + address) ?? { on, other, slashings: [] };
    groups.set(on + address, { ...group, slashings: [...group.slashings, slashing] });
  }
  return [...groups.values()].map(({ on, other, slashings: same }) => {
    const times = same.length === 1 ? "" : ` ${formatNumber(same.length)} times`;
    const whom = about === "operator" ? `Slashed${times} by ${other}` : `It slashed ${other}${times}`;
    return { on, text: `${whom}, ${worth(same)}` };
  });
}

/** Returns the known losses, and how many parts are not included. */
function worth(slashings: Slashing[]): string {
  const known = slashings.flatMap(({ lostUsd }) => (lostUsd === null ? [] : [lostUsd]));
  const unknownCount = slashings.reduce((sum, { unpricedCount }) => sum + unpricedCount, 0);
  if (known.length === 0) return "of unknown value";
  const atMost = slashings.some(({ isLossUpperBound }) => isLossUpperBound) ? "at most " : "";
  const usd = formatUsdExact(known.reduce((sum, value) => sum + value, 0));
  const without = unknownCount > 0 ? ` without ${formatCounted(unknownCount, "part")} of unknown value` : "";
  return `estimated ${atMost}${usd}${without}`;
}
