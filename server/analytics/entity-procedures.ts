import { initTRPC } from "@trpc/server";
import { z } from "zod";
import type { Context } from "../trpc/context";
import { address, paging } from "../trpc/inputs";
import { found, procedureFor } from "../trpc/procedure";
import type { AnyFeature } from "../trpc/staff";
import type { AnalyticsFeature } from "../trpc/tiers";

/** The input of a procedure about one operator, AVS or strategy. */
export const entity = z.object({ address });

/**
 * A procedure about one operator. It has `ctx.operator`; an unknown address gives NOT_FOUND, so that it is not taken
 * for an operator without data.
 */
export const operatorProcedure = (feature: AnalyticsFeature) =>
  procedureFor(feature)
    .input(entity)
    .use(({ ctx, input, next }) =>
      next({ ctx: { operator: found(ctx.network.operators.get(input.address), "operator") } }),
    );

/** A procedure about one AVS. It has `ctx.avs`; an unknown address gives NOT_FOUND. */
export const avsProcedure = (feature: AnalyticsFeature) =>
  procedureFor(feature)
    .input(entity)
    .use(({ ctx, input, next }) => next({ ctx: { avs: found(ctx.network.avs.get(input.address), "AVS") } }));

/** A procedure about one strategy. It has `ctx.strategy`; an unknown address gives NOT_FOUND. */
export const strategyProcedure = (feature: AnalyticsFeature) =>
  procedureFor(feature)
    .input(entity)
    .use(({ ctx, input, next }) =>
      next({ ctx: { strategy: found(ctx.network.strategies.get(input.address), "strategy") } }),
    );

export const direction = z.enum(["asc", "desc"]).default("desc");

const t = initTRPC.context<Pick<Context, "download">>().meta<{ feature: AnyFeature }>().create();

/**
 * Returns a procedure with the input of every list: a page, a sort key (by default the first) and a direction.
 * `ctx.page` is the page to read; for a download it covers the download's own rows.
 */
export const listed = <const Sort extends string>(sorts: readonly [Sort, ...Sort[]], first: NoInfer<Sort>) =>
  t.procedure
    .input(
      z.object({
        ...paging,
        sort: z.enum(sorts).default(first as never),
        dir: direction,
      }),
    )
    .use(({ ctx, input, next }) => {
      const { page, perPage, dir } = input;
      const sort = input.sort as Sort;
      return next({ ctx: { page: { page, perPage, dir, sort, ...ctx.download } } });
    });

/** A procedure for a list. Filters are added as further input. */
export const listProcedure = <const Sort extends string>(
  feature: AnalyticsFeature,
  sorts: readonly [Sort, ...Sort[]],
  first: NoInfer<Sort>,
) => procedureFor(feature).concat(listed(sorts, first));
