import type { Instrumentation } from "next";

/** Runs once in each server process before it answers anything. */
export async function register() {
  // biome-ignore lint/style/noProcessEnv: next replaces this while it builds, and so leaves Node's modules out elsewhere
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const [{ startUp }, { completeFailedPages }, { failedPage }] = await Promise.all([
      import("@/server/startup"),
      import("@/server/http/failed-pages"),
      import("./app/_failures/failed-page"),
    ]);
    await startUp();
    completeFailedPages(failedPage);
  }
}

/** Runs when a page or a route throws. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  // biome-ignore lint/style/noProcessEnv: as above
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { logRequestError } = await import("@/server/failures/log-request-error");
    logRequestError(error, request, context);
  }
};
