import { afterAll, bench, describe } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { log } from "@/server/log";
import { answersOf } from "@/server/testing/answers";
import { networkOf } from "@/server/testing/context";
import { lacksJit, startJitPostgres } from "./jit-postgres";

log.level = "silent";
const lacks = lacksJit();
if (lacks.length > 0)
  console.warn(
    `SKIPPED: pages on a Postgres that compiles statements, since there is no ${lacks.join(", ")}.`,
  );
const server = lacks.length > 0 ? undefined : await startJitPostgres(console.log);
afterAll(async () => await server?.stop());

/** Returns how to compare the first operators, with answers that nothing keeps. */
async function comparison(url: string) {
  const { db, close } = connectAnalytics(url, { deadlineMilliseconds: 60_000 });
  afterAll(close);
  const network = await networkOf(db);
  const asked = {
    operators: [...network.operators.keys()].slice(0, 5),
    avs: [],
    strategies: [],
    stakers: [],
  };
  return async () =>
    void (await answersOf(db, { ...network }, asked, (path) => path === "operators.compare"));
}

describe.runIf(server)("five operators compared, where the planner expects ten times the rows", async () => {
  if (!server) return;
  await server.alterReader("set jit = on");
  await server.expectRows(10);
  // The sessions of the first have the setting of the role, which is what servers have by default.
  const [compiled, plain] = [await comparison(server.pooledUrl), await comparison(server.url)];
  const options = { iterations: 5, time: 0, warmupIterations: 1, warmupTime: 0 };
  bench("with JIT, as a server has it by default", compiled, options);
  bench("without JIT, as our sessions have it", plain, options);
});
