import { z } from "zod";
import { listAvsAllocated } from "@/db/analytics/allocation-history";
import { AVS_SORTS, countAvs, findAvs, listAvs } from "@/db/analytics/avs";
import { listAvsRegistrations } from "@/db/analytics/avs-history";
import {
  AVS_ALLOCATOR_SORTS,
  AVS_OPERATOR_SORTS,
  listAvsAllocators,
  listAvsCommissions,
  listAvsOperators,
} from "@/db/analytics/avs-operators";
import { listAvsSets, listAvsStrategies } from "@/db/analytics/avs-sets";
import type { AnalyticsDb } from "@/db/analytics/client";
import {
  findLoss,
  listLargestLosers,
  listOperatorLosses,
  listStrategyLosses,
} from "@/db/analytics/exposure-losses";
import { address, bounds, dayCountOf, fraction, paging, range, searched } from "../inputs";
import { found, procedureFor, router } from "../trpc";
import { avsOf } from "./entity-of";

const avs = z.object({ address });
const dir = z.enum(["asc", "desc"]).default("desc");

/** What anybody may ask of the AVS list. Bounds are inclusive, in counts and USD. */
const avsListInput = z.object({
  q: searched(100).optional(),
  status: z.enum(["active", "all"]).default("active"),
  operatorCount: bounds(1e6),
  allocatedUsd: bounds(1e15),
  canSlash: z.boolean().optional(),
  slashed: z.boolean().optional(),
  operator: address.optional(),
  ...paging,
  sort: z.enum(AVS_SORTS).default("operators"),
  dir,
});

/** A slashing that did not happen: the part of what is allocated to the AVS, or to one set of it, that is taken. */
const supposed = avs.extend({
  setNumber: z.number().int().min(0).max(2_147_483_647).optional(),
  fraction: fraction.gt(0),
});

const LOSERS = 10;

export const avsRouter = router({
  list: procedureFor("avsList")
    .input(avsListInput)
    .query(({ ctx, input }) => listAvs(ctx.analytics, input, { ...input, ...ctx.download })),
  counts: procedureFor("avsCounts").query(({ ctx }) => countAvs(ctx.analytics)),
  overview: procedureFor("avsOverview")
    .input(avs)
    .query(async ({ ctx, input }) => found(await findAvs(ctx.analytics, input.address), "AVS")),
  sets: procedureFor("avsOperatorSets")
    .input(avs)
    .query(async ({ ctx, input }) => listAvsSets(ctx.analytics, await avsOf(ctx.analytics, input))),
  strategies: procedureFor("avsStrategies")
    .input(avs)
    .query(async ({ ctx, input }) => listAvsStrategies(ctx.analytics, await avsOf(ctx.analytics, input))),
  registrations: procedureFor("avsRegistrations")
    .input(avs.extend({ range: range.default("all") }))
    .query(async ({ ctx, input }) =>
      listAvsRegistrations(ctx.analytics, await avsOf(ctx.analytics, input), dayCountOf(input.range)),
    ),
  allocated: procedureFor("avsAllocationHistory")
    .input(avs.extend({ range: range.default("all") }))
    .query(async ({ ctx, input }) =>
      listAvsAllocated(ctx.analytics, await avsOf(ctx.analytics, input), dayCountOf(input.range)),
    ),
  commissions: procedureFor("avsCommissions")
    .input(avs)
    .query(async ({ ctx, input }) => listAvsCommissions(ctx.analytics, await avsOf(ctx.analytics, input))),
  operators: procedureFor("avsOperators")
    .input(avs.extend({ ...paging, sort: z.enum(AVS_OPERATOR_SORTS).default("tvs"), dir }))
    .query(async ({ ctx, input }) =>
      listAvsOperators(ctx.analytics, await avsOf(ctx.analytics, input), { ...input, ...ctx.download }),
    ),
  allocators: procedureFor("avsAllocators")
    .input(avs.extend({ ...paging, sort: z.enum(AVS_ALLOCATOR_SORTS).default("allocated"), dir }))
    .query(async ({ ctx, input }) =>
      listAvsAllocators(ctx.analytics, await avsOf(ctx.analytics, input), { ...input, ...ctx.download }),
    ),
  loss: procedureFor("avsLoss")
    .input(supposed)
    .query(async ({ ctx, input }) =>
      findLoss(ctx.analytics, await scopeOf(ctx.analytics, input), input.fraction),
    ),
  lossDetail: procedureFor("avsLossDetail")
    .input(supposed)
    .query(async ({ ctx, input }) => {
      const scope = await scopeOf(ctx.analytics, input);
      const [operators, strategies, delegators] = await Promise.all([
        listOperatorLosses(ctx.analytics, scope, input.fraction),
        listStrategyLosses(ctx.analytics, scope, input.fraction),
        listLargestLosers(ctx.analytics, scope, input.fraction, LOSERS),
      ]);
      return { operators, strategies, delegators };
    }),
});

const scopeOf = async (db: AnalyticsDb, asked: z.infer<typeof supposed>) => ({
  avs: await avsOf(db, asked),
  setNumber: asked.setNumber,
});
