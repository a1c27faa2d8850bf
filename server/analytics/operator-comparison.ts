import { z } from "zod";
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
    const [operators, standings, sharedAvs, sharedDelegators, histories] = await Promise.all([
      listCompared(ctx.analytics, addresses),
      listStandings(ctx.analytics, addresses),
      listSharedAvs(ctx.analytics, addresses),
      listSharedDelegators(ctx.analytics, addresses),
      listOperatorHistories(ctx.analytics, addresses, dayCountOf(input.range)),
    ]);
    return { operators, standings, sharedAvs, sharedDelegators, histories };
  });
