import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { accountRouter, memberRouter } from "../account/router";
import { analyticsRouter } from "../analytics/router";
import { router } from "./procedure";

export const appRouter = router({ analytics: analyticsRouter, account: accountRouter });
/** The same without administration. */
export const publicRouter = router({ analytics: analyticsRouter, account: memberRouter });
export type AppRouter = typeof appRouter;
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
