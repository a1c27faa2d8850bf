import { cache } from "react";
import { formatNumber } from "@/app/_lib/format";
import { api } from "@/app/_trpc/server";

/** How often each slashed operator was slashed, by address: asked once a request. */
const slashedOperators = cache(async () => {
  const rows = await api.analytics.slashing.operators().catch(() => []);
  return new Map(rows.map(({ address, slashingCount }) => [address, slashingCount]));
});

/** Says beside an operator's name that it was slashed, at every width; nothing where it was not. */
export async function SlashedMark({ operator }: { operator: string }) {
  const count = (await slashedOperators()).get(operator);
  return count === undefined ? null : <Slashed count={count} />;
}

/** The words of the mark, for what knows the number. */
const Slashed = ({ count }: { count: number }) => (
  <span className="text-xs font-medium whitespace-nowrap text-critical">Slashed {formatNumber(count)}×</span>
);

/** Returns a name for a chart or a title, where no mark can stand beside it: "EigenYields (slashed)". */
export const withSlashed = async (name: string, operator: string): Promise<string> =>
  (await slashedOperators()).has(operator) ? `${name} (slashed)` : name;
