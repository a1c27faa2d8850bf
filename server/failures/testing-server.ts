import { createContext } from "../context";
import { recentReadiness } from "../health";
import { serveCalls } from "../http/testing";
import { appRouter } from "../router";
import { createCallerFactory } from "../trpc";
import { logConsole } from "./log-console";
import { logRequestError } from "./log-request-error";

/**
 * A process that serves procedures and logs as the web server does. Told a word to search for, it fails as a page does
 * in Next: the error is printed and reported for both renderings, then by the server around them.
 */
export type Report = Awaited<ReturnType<typeof recentReadiness>>;

logConsole();
const server = await serveCalls(createContext);

async function failAsPage(word: string): Promise<void> {
  const headers = {};
  const request = { path: `/operators?q=${word}`, method: "GET", headers };
  const context = {
    routerKind: "App Router",
    routePath: "/operators",
    routeType: "render",
    renderSource: "react-server-components",
    revalidateReason: undefined,
  } as const;
  const found = await createContext(new Headers());
  const error: unknown = await found.analytics.query.operators
    .findFirst({ columns: { id: true }, where: (columns, { eq }) => eq(columns.id, word) })
    .catch((failure: unknown) => failure);
  for (let rendering = 0; rendering < 3; rendering++) {
    Object.assign(error as Error, { digest: "3141592653" });
    console.error(" ⨯", error);
    logRequestError(error, request, context);
  }
}

process.on("message", async (word: string) => {
  await failAsPage(word);
  await createCallerFactory(appRouter)(() => createContext(new Headers()))
    .analytics.operators.list({ q: word })
    .catch((error: unknown) => console.error("uncaughtException: ", error));
  console.warn("\u001b[33mA library warns\u001b[39m of\nsomething", { word });
  process.emitWarning("Node warns of something.");
  const report = await recentReadiness();
  await new Promise((done) => setImmediate(done));
  process.send?.(report);
});
process.send?.(server.url);
