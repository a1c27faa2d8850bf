import { z } from "zod";
import {
  findStanding,
  listCompared,
  listSharedAvs,
  listSharedDelegators,
} from "@/db/analytics/operator-comparison";
import { listOperatorHistory } from "@/db/analytics/operator-overview";
import { address, dayCountOf, range } from "../inputs";
import { procedureFor } from "../trpc";

export const operatorComparison = procedureFor("operatorComparison")
  .input(z.object({ operators: z.array(address).min(2).max(5), range: range.default("1y") }))
  .query(async ({ ctx, input }) => {
    const addresses = [...new Set(input.operators)];
    const operators = await listCompared(ctx.analytics, addresses);
    const [standings, sharedAvs, sharedDelegators, histories] = await Promise.all([
      Promise.all(operators.map((one) => findStanding(ctx.analytics, one.address))),
      listSharedAvs(ctx.analytics, addresses),
      listSharedDelegators(ctx.analytics, addresses),
      Promise.all(addresses.map((one) => listOperatorHistory(ctx.analytics, one, dayCountOf(input.range)))),
    ]);
    return {
      operators,
      standings,
      sharedAvs,
      sharedDelegators,
      histories: addresses.map((one, index) => ({ address: one, days: histories[index] ?? [] })),
    };
  });
