import { startKeepingNetwork } from "../current-network/current";
import { recentReadiness } from "../health/readiness";
import { serveCalls } from "../http/testing";
import { createContext } from "../trpc/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";
import { logConsole } from "./log-console";
import { logRequestError } from "./log-request-error";

/**
 * A process that serves procedures and logs as the web server does. When asked, it fails as a staker's page does in
 * Next: the error is printed, and reported for both renderings and by the server around them.
 */
export type Report = Awaited<ReturnType<typeof recentReadiness>>;

logConsole();
await startKeepingNetwork();
const server = await serveCalls(createContext);

async function failAsPage(address: string): Promise<void> {
  const headers = {};
  const request = { path: `/stakers?q=${address}`, method: "GET", headers };
  const context = {
    routerKind: "App Router",
    routePath: "/stakers",
    routeType: "render",
    renderSource: "react-server-components",
    revalidateReason: undefined,
  } as const;
  const found = await createContext(new Headers());
  const error: unknown = await found.analytics.query.stakers
    .findFirst({ columns: { id: true }, where: (columns, { eq }) => eq(columns.id, address) })
    .catch((failure: unknown) => failure);
  for (let rendering = 0; rendering < 3; rendering++) {
    Object.assign(error as Error, { digest: "3141592653" });
    console.error(" ⨯", error);
    logRequestError(error, request, context);
  }
}

process.on("message", async (address: string) => {
  await failAsPage(address);
  await createCallerFactory(appRouter)(() => createContext(new Headers()))
    .analytics.stakers.overview({ address })
    .catch((error: unknown) => console.error("uncaughtException: ", error));
  console.warn("\u001b[33mA library warns\u001b[39m of\nsomething", { address });
  process.emitWarning("Node warns of something.");
  const report = await recentReadiness();
  await new Promise((done) => setImmediate(done));
  process.send?.(report);
});
process.send?.(server.url);
