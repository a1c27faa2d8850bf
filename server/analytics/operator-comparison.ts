import { z } from "zod";
import { findNetworkMedians } from "@/db/analytics/network";
import {
  listCompared,
  listSharedAvs,
  listSharedDelegators,
  listStandings,
} from "@/db/analytics/operator-comparison";
import { listOperatorHistories } from "@/db/analytics/operator-overview";
import { address, dayCountOf, range } from "../inputs";
import { procedureFor } from "../trpc";

export const operatorComparison = procedureFor("operatorComparison")
  .input(z.object({ operators: z.array(address).min(2).max(5), range: range.default("1y") }))
  .query(async ({ ctx, input }) => {
    const addresses = [...new Set(input.operators)];
    const [operators, standings, medians, sharedAvs, sharedDelegators, histories] = await Promise.all([
      listCompared(ctx.analytics, addresses),
      listStandings(ctx.analytics, addresses),
      findNetworkMedians(ctx.analytics),
      listSharedAvs(ctx.analytics, addresses),
      listSharedDelegators(ctx.analytics, addresses),
      listOperatorHistories(ctx.analytics, addresses, dayCountOf(input.range)),
    ]);
    return { operators, standings, medians, sharedAvs, sharedDelegators, histories };
  });
