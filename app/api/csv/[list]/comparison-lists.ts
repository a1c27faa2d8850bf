import { TRPCError } from "@trpc/server";
import { comparedOf, loadCompareParams, operatorsOf } from "@/app/compare/search-params";
import type { RouterOutputs } from "@/server/trpc/router";
import type { Columns } from "./columns";
import { comparedColumns, sharedAvsColumns, sharedDelegatorColumns } from "./comparison-columns";
import { type Open, wholeCsvSource } from "./csv-source";

type Compared = RouterOutputs["analytics"]["operators"]["compare"];

/** One part of a comparison; the first digits of the operators tell one file from another. */
const ofComparison =
  <Row>(columns: Columns<Row>, part: (compared: Compared) => Row[]): Open =>
  ({ api, query }) => {
    const operators = operatorsOf(loadCompareParams(query));
    const about = operators.map((address) => address.slice(0, 10)).join("-");
    const ask = async () => part(await api.operators.compare({ operators, range: "30d" }));
    return wholeCsvSource(columns, ask, { about });
  };

/** Files of operators and figures side by side. */
export const comparisonLists = {
  comparison: ofComparison(comparedColumns, comparedOf),
  "shared-avs": ofComparison(sharedAvsColumns, ({ sharedAvs }) => sharedAvs),
  "shared-delegators": ofComparison(sharedDelegatorColumns, ({ sharedDelegators }) => {
    if (sharedDelegators) return sharedDelegators;
    throw new TRPCError({ code: "SERVICE_UNAVAILABLE", message: "Please try again in a moment." });
  }),
} satisfies Record<string, Open>;
