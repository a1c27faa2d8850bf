import { loadAvsPageParams, setNumbersOf, toLossInput } from "@/app/avs/[address]/search-params";
import { loadAllocationParams } from "@/app/operators/[address]/allocations/search-params";
import type { RouterOutputs } from "@/server/trpc/router";
import type { Columns } from "./columns";
import { type Open, wholeCsvSource } from "./csv-source";
import { avsLossColumns, loserColumns, operatorLossColumns, strategyLossColumns } from "./loss-columns";

type OfAvs = RouterOutputs["analytics"]["avs"]["lossDetail"];
type OfOperator = RouterOutputs["analytics"]["operators"]["worstCase"]["detail"];

/** One part of what an AVS could take, with the slashing that its page supposes. */
const ofAvs =
  <Row>(columns: (fraction: number) => Columns<Row>, part: (loss: OfAvs) => Row[]): Open =>
  ({ api, query }) => {
    const [address, state] = [query.get("avs") ?? "", loadAvsPageParams(query)];
    const { fraction } = toLossInput(address, state, []);
    const ask = async () => {
      const sets = setNumbersOf(await api.avs.sets({ address }));
      return part(await api.avs.lossDetail(toLossInput(address, state, sets)));
    };
    return wholeCsvSource(columns(fraction), ask, { about: address });
  };

/** One part of what an operator could lose, with the slashing that its tab supposes. */
const ofOperator =
  <Row>(columns: (fraction: number) => Columns<Row>, part: (loss: OfOperator) => Row[]): Open =>
  ({ api, query }) => {
    const address = query.get("operator") ?? "";
    const fraction = loadAllocationParams(query).slash / 100;
    const ask = async () => part(await api.operators.worstCase.detail({ address, fraction }));
    return wholeCsvSource(columns(fraction), ask, { about: address, owner: address });
  };

/** Every row tells how many losers may have another place. */
const losersOf = ({ losers, unknownLoserCount }: Pick<OfAvs, "losers" | "unknownLoserCount">) =>
  losers.map((loser) => ({ ...loser, unknownLoserCount }));

/** Files of simulated losses. */
export const lossLists = {
  "avs-loss-by-operator": ofAvs(operatorLossColumns, ({ operators }) => operators),
  "avs-loss-by-strategy": ofAvs(strategyLossColumns, ({ strategies }) => strategies),
  "avs-largest-losers": ofAvs(loserColumns, losersOf),
  "operator-loss-by-avs": ofOperator(avsLossColumns, ({ byAvs }) => byAvs),
  "operator-loss-by-strategy": ofOperator(strategyLossColumns, ({ byStrategy }) => byStrategy),
  "operator-largest-losers": ofOperator(loserColumns, losersOf),
} satisfies Record<string, Open>;
