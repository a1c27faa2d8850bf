import { z } from "zod";
import { listOperatorHistories } from "@/db/analytics/operators/histories";
import { listSharedDelegators } from "@/db/analytics/operators/shared-delegators";
import { operatorMedians, sharedAvs, standingOf } from "../network/figures/comparison";
import { entityCountsOf, entityNames } from "../network/figures/entity";
import { shareValues } from "../network/figures/share-values";
import { daysUntil, operatorDays } from "../network/figures/value-days";
import { screenedOperatorRow } from "../network/lists/operators";
import { address, dayCountOf, range } from "../trpc/inputs";
import { procedureFor } from "../trpc/procedure";
import { QUANTITIES } from "../trpc/tiers";
import { ifReachable } from "./if-reachable";

export const operatorComparison = procedureFor("operatorComparison")
  .input(
    z.object({ operators: z.array(address).min(2).max(QUANTITIES.compared.PRO), range: range.default("1y") }),
  )
  .query(async ({ ctx: { analytics, network }, input }) => {
    const asked = [...new Set(input.operators)];
    const operators = asked.flatMap((one) => network.operators.get(one) ?? []);
    const [sharedDelegators, kept] = await Promise.all([
      ifReachable(
        listSharedDelegators(
          analytics,
          asked,
          shareValues(
            network,
            operators.flatMap(({ strategies }) => strategies),
          ),
        ),
      ),
      ifReachable(listOperatorHistories(analytics, asked, daysUntil(network, dayCountOf(input.range)))),
    ]);
    const histories =
      kept?.map(({ address, days }) => {
        const operator = network.operators.get(address);
        return { address, days: operator ? operatorDays(network, operator, days) : [] };
      }) ?? null;
    return {
      operators: operators.map((operator) => screenedOperatorRow(network, operator)),
      standings: operators.map(standingOf),
      entities: operators.map((operator) => ({
        address: operator.address,
        entities: entityNames(network, operator),
      })),
      entityCounts: entityCountsOf(network, asked),
      medians: operatorMedians(network),
      sharedAvs: sharedAvs(network, operators),
      /** Both are `null` while the database cannot be reached. */
      sharedDelegators,
      histories,
    };
  });
