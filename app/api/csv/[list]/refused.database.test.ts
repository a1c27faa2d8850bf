import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startAccounts } from "@/server/account/testing";

let accounts: Awaited<ReturnType<typeof startAccounts>>;
/** The modules read the settings, so they are imported after these are set. */
const load = async () => ({
  ...(await import("./route")),
  ...(await import("@/server/databases")),
  ...(await import("@/server/auth/viewer")),
  ...(await import("@/server/metrics/metrics")),
});
let modules: Awaited<ReturnType<typeof load>>;
beforeAll(async () => {
  accounts = await startAccounts();
  vi.stubEnv("ANALYTICS_DATABASE_URL", accounts.analytics.readerUrl);
  modules = await load();
});
afterAll(async () => {
  await Promise.all([
    modules.sessions().close(),
    modules.analyticsDatabase().close(),
    modules.userDatabase().close(),
  ]);
  await accounts.stop();
});

/** Returns the codes of refused files with how often each was counted. */
async function counted(): Promise<Record<string, number>> {
  const { values } = await modules.metrics().refusals.get();
  const files = values.filter(({ labels }) => labels.at === "csv");
  return Object.fromEntries(files.map(({ labels, value }) => [String(labels.code), value]));
}

test("a file that is refused says so in words, and is counted by its code", async () => {
  const ask = async (list: string) => {
    const request = new Request(`http://localhost:3000/api/csv/${list}`);
    return await modules.GET(request, { params: Promise.resolve({ list }) });
  };
  const unknown = await ask("nothing");
  expect([unknown.status, await unknown.text()]).toEqual([404, "There is no such list.\n"]);
  // No network has been read here.
  expect((await ask("operators")).status).toBe(503);
  expect(await counted()).toEqual({ NOT_FOUND: 1, SERVICE_UNAVAILABLE: 1 });
});
