import "server-only";
import { TRPCError } from "@trpc/server";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { databaseDigest } from "@/app/_failures/read-page-error";
import { createContext } from "@/server/trpc/context";
import { createCallerFactory } from "@/server/trpc/procedure";
import { appRouter } from "@/server/trpc/router";
import { type Feature, mayUse, mayUseFor } from "@/server/trpc/tiers";

const context = cache(async () => await createContext(await headers()));

/** The typed API for server components: the same procedures, prices and errors as over HTTP. */
export const api = createCallerFactory(appRouter)(() => context(), {
  onError({ error, ctx }) {
    const requestId = ctx?.requestId ?? "";
    if (error.code === "SERVICE_UNAVAILABLE") Object.assign(error, { digest: databaseDigest(requestId) });
    // The page shows this digest, and the log has it too.
    if (error.code === "INTERNAL_SERVER_ERROR") Object.assign(error, { digest: requestId });
  },
});

/** Returns a function that tells whether the viewer may use a feature. */
export async function viewerMayUse(): Promise<(feature: Feature) => boolean> {
  const { viewer } = await context();
  return (feature) => mayUse(viewer.tier, feature);
}

/**
 * Returns whether the viewer may use the feature, for one address if given. Do not query anything for a locked
 * feature.
 */
export const allowed = async (feature: Feature, subject?: string) =>
  mayUseFor((await context()).viewer, feature, subject);

/**
 * Returns whether a query by key of this request, such as "operators.history", was answered from a newer pipeline run
 * than the rest of the page.
 */
export const isFromOtherRun = async (question: string): Promise<boolean> =>
  (await context()).otherRuns?.has(`analytics.${question}`) === true;

/** Turns "not found" and "malformed" into the 404 page; every other error goes on to the error page. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST"))
      notFound();
    throw error;
  }
}

/** Returns the answer, or `null` if its database did not answer, so that the rest of the page is still shown. */
export async function ifRead<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TRPCError && error.code === "SERVICE_UNAVAILABLE") return null;
    throw error;
  }
}
