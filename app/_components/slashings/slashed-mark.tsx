import { cache } from "react";
import { api } from "@/app/_trpc/server";
import { formatNumber } from "@/server/format";

/** Returns the number of slashings of each slashed operator, by address. Asked once a request. */
const slashedOperators = cache(async () => {
  const rows = await api.analytics.slashing.operators().catch(() => []);
  return new Map(rows.map(({ address, slashingCount }) => [address, slashingCount]));
});

/** Marks an operator that was slashed, beside its name. Renders nothing for others. */
export async function SlashedMark({ operator }: { operator: string }) {
  const count = (await slashedOperators()).get(operator);
  return count === undefined ? null : <Slashed count={count} />;
}

/** Renders the mark for a known number of slashings. */
const Slashed = ({ count }: { count: number }) => (
  <span className="text-xs font-medium whitespace-nowrap text-critical">Slashed {formatNumber(count)}×</span>
);

/** Returns a name for a chart or a title, where no mark can be shown: "EigenYields (slashed)". */
export const withSlashed = async (name: string, operator: string): Promise<string> =>
  (await slashedOperators()).has(operator) ? `${name} (slashed)` : name;
