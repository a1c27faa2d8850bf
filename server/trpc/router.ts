import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { accountRouter } from "../account/router";
import { analyticsRouter } from "../analytics/router";
import { router } from "./procedure";

export const appRouter = router({ analytics: analyticsRouter, account: accountRouter });
export type AppRouter = typeof appRouter;
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
