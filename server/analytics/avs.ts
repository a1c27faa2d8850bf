import { z } from "zod";
import { listAvsRegistrations } from "@/db/analytics/avs/registrations";
import { listAvsAllocated } from "@/db/analytics/operators/allocated";
import { allocatedDays, valuedApart } from "../network/figures/allocated-days";
import {
  AVS_OPERATOR_COLUMNS,
  allocationsTo,
  avsAllocators,
  avsCommissions,
  avsOperators,
  avsSets,
} from "../network/figures/avs";
import { entityCountsOf } from "../network/figures/entity";
import { exposureByStrategy } from "../network/figures/exposure";
import { presentOf } from "../network/figures/present";
import { daysUntil } from "../network/figures/value-days";
import { lossByOperator, lossByStrategy } from "../network/figures/worst-case";
import { AVS_COLUMNS, avsFilterOf, avsRow, avsRows, countAvs } from "../network/lists/avs";
import { freeSortIdsOf, pageOf, sortIdsOf } from "../network/lists/list";
import { answerable, cascadeOf, MODELS } from "../network/security/cascade";
import { keptSecurityDetail, securityHeadline } from "../network/security/figures";
import { POWERS } from "../network/security/members";
import { SHARES } from "../network/security/share";
import { address, bounds, dayCountOf, figure, fraction, range, searched } from "../trpc/inputs";
import { procedureFor, router } from "../trpc/procedure";
import { avsProcedure, entity, listed, listProcedure } from "./entity-procedures";
import { delegatorCounter, largestLosers, lossSummary } from "./supposed-losses";

/** Filters of the AVS list. Bounds are inclusive, in counts and USD. */
const avsFilter = z.object({
  q: searched(100).optional(),
  status: z.enum(["active", "all"]).default("active"),
  operatorCount: bounds(1e6),
  allocatedUsd: bounds(1e15),
  canSlash: z.boolean().optional(),
  slashed: z.boolean().optional(),
  operator: address.optional(),
});

/** A hypothetical slashing: the part taken of everything allocated to the AVS, or to one of its sets. */
const supposed = entity.extend({
  setNumber: z.number().int().min(0).max(2_147_483_647).optional(),
  fraction: fraction.gt(0),
});

/** The supposed profits of corrupting AVSs, in USD. The answer lists AVSs that are not known separately. */
const supposedProfits = z.object({
  profits: z
    .array(z.object({ avs: address, profitUsd: figure(1e15).gt(0) }))
    .min(1)
    .max(20),
  share: z.enum(SHARES).default("third"),
  model: z.enum(MODELS).default("unique"),
  failed: z.array(address).max(5).default([]),
});
const ranged = entity.extend({ range: range.default("all") });

export const avsRouter = router({
  list: listProcedure("avsList", sortIdsOf(AVS_COLUMNS), "operators")
    .input(avsFilter)
    .query(({ ctx: { network, page }, input }) =>
      pageOf(avsRows(network), AVS_COLUMNS, page, avsFilterOf(network, input)),
    ),
  counts: procedureFor("avsCounts").query(({ ctx }) => countAvs(ctx.network)),
  overview: avsProcedure("avsOverview").query(({ ctx: { network, avs } }) => ({
    ...avsRow(network, avs),
    /** The brands and node operators of the operators that surely secure the AVS; `null` where these are not known. */
    entities: avs.operatorCount === null ? null : entityCountsOf(network, avs.operators),
  })),
  sets: avsProcedure("avsOperatorSets").query(({ ctx }) => avsSets(ctx.network, ctx.avs)),
  strategies: avsProcedure("avsStrategies").query(({ ctx }) =>
    exposureByStrategy(ctx.network, allocationsTo(ctx.network, ctx.avs)),
  ),
  registrations: avsProcedure("avsRegistrations")
    .input(ranged)
    .query(({ ctx, input }) =>
      listAvsRegistrations(ctx.analytics, ctx.avs.address, presentOf(ctx.network), dayCountOf(input.range)),
    ),
  allocated: avsProcedure("avsAllocationHistory")
    .input(ranged)
    .query(async ({ ctx: { analytics, network, avs }, input }) => {
      const range = daysUntil(network, dayCountOf(input.range));
      const apart = valuedApart(
        network,
        ({ operatorSet }) => operatorSet === undefined || operatorSet.startsWith(`${avs.address}-`),
      );
      const kept = await listAvsAllocated(analytics, avs.address, range, apart);
      return allocatedDays(network, kept, avs.allocated);
    }),
  commissions: avsProcedure("avsCommissions").query(({ ctx }) => avsCommissions(ctx.network, ctx.avs)),
  operators: avsProcedure("avsOperators")
    .concat(listed(freeSortIdsOf(AVS_OPERATOR_COLUMNS), "tvs"))
    .query(({ ctx: { network, avs, page } }) =>
      pageOf(avsOperators(network, avs), AVS_OPERATOR_COLUMNS, page),
    ),
  allocators: avsProcedure("avsAllocators")
    .concat(listed(sortIdsOf(AVS_OPERATOR_COLUMNS), "tvs"))
    .query(({ ctx: { network, avs, page } }) =>
      pageOf(avsAllocators(network, avs), AVS_OPERATOR_COLUMNS, page),
    ),
  loss: avsProcedure("avsLoss")
    .input(supposed)
    .query(({ ctx, input }) => lossSummary(ctx, scopeOf(input), input.fraction)),
  security: avsProcedure("avsSecurity").query(({ ctx }) => securityHeadline(ctx.network, ctx.avs)),
  securityDetail: avsProcedure("avsSecurityDetail")
    .input(entity.extend({ power: z.enum(POWERS).default("stake"), share: z.enum(SHARES).default("third") }))
    .query(({ ctx, input }) => keptSecurityDetail(ctx.network, ctx.avs, input.power, input.share)),
  cascade: procedureFor("avsCascade")
    .input(supposedProfits)
    .query(({ ctx: { network }, input }) => {
      const profits = new Map(input.profits.map(({ avs, profitUsd }) => [avs, profitUsd]));
      const { answered, unanswered } = answerable(network, [...profits.keys()]);
      const supposed = answered.map((avs) => ({ avs, profitUsd: profits.get(avs) ?? 0 }));
      return { ...cascadeOf(network, { ...input, profits: supposed }), unanswered };
    }),
  lossDetail: avsProcedure("avsLossDetail")
    .input(supposed)
    .query(async ({ ctx, input }) => {
      const { fraction } = input;
      const scope = scopeOf(input);
      const [delegatorCountOf, { losers, unknownLoserCount }] = await Promise.all([
        delegatorCounter(ctx, scope),
        largestLosers(ctx, scope, fraction),
      ]);
      return {
        operators: lossByOperator(ctx.network, scope, fraction).map((row) => ({
          ...row,
          delegatorCount: delegatorCountOf(row.address),
        })),
        strategies: lossByStrategy(ctx.network, scope, fraction),
        losers,
        unknownLoserCount,
      };
    }),
});

const scopeOf = ({ address, setNumber }: z.infer<typeof supposed>) => ({ avs: address, setNumber });
