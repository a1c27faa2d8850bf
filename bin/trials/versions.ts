import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import postgres from "postgres";
import { ensureDemo } from "@/db/demo/load";
import { freePort } from "@/db/postgres/embedded/server";
import { childEnvironment } from "@/server/settings/environment";
import { killLaunched, launch } from "../testing/launch";
import { type SignedIn, signIn } from "../testing/sign-in";
import { makeInstallation, type TrialServer } from "./databases";
import { lacksPostgres15, startDebianPostgres } from "./debian";
import { copyVersion } from "./next-version";
import { hold, type Trial } from "./trial";

const run = promisify(execFile);
const [WATCHED_SECONDS, MOST_SECONDS_TO_REFUSE] = [70, 70];
const NEXT = "999.0.0";
const PAGES = ["/operators", "/avs", "/pricing", "/watchlist"];

/** Two versions beside each other: this one, and a copy of it that is built with one migration more. */
export const versions: Trial = {
  says: "An old version runs beside a newer one: an additive migration, back and forth, and a contract step.",
  lacks: lacksPostgres15,
  run: async (log) => {
    const server = await startDebianPostgres();
    // Beside this folder, since hard links cannot leave the file system.
    const folder = await mkdtemp(resolve("..", "eigenwatch-next-"));
    try {
      const settings = await prepare(server);
      await tryOut(settings, await copyVersion(folder, NEXT), log);
    } finally {
      await killLaunched();
      await rm(folder, { recursive: true, force: true });
      await server.stop();
    }
  },
};

/** Makes both databases on a server. Returns the settings of an instance. */
async function prepare(server: TrialServer) {
  const { ownerUrl, urls } = await makeInstallation(server);
  await ensureDemo({ url: ownerUrl, scale: 0.02, log: () => {} });
  return { NEXTAUTH_SECRET: "b1946ac92492d2347c6235b4d2611184", ...urls };
}

type NextVersion = Awaited<ReturnType<typeof copyVersion>>;

async function tryOut(settings: Record<string, string>, next: NextVersion, log: (line: string) => void) {
  const ports = [await freePort(), await freePort()];
  const [old = "", newer = ""] = ports.map((port) => `http://localhost:${port}`);
  const startOld = () =>
    launch({
      ...settings,
      NEXTAUTH_URL: old,
      DATA_DIR: join(next.folder, ".data/old"),
      PORT: String(ports[0]),
    });
  const startNewer = () =>
    launch(
      { ...settings, NEXTAUTH_URL: old, DATA_DIR: join(next.folder, ".data/next"), PORT: String(ports[1]) },
      next.folder,
    );
  const stop = async (instance: ReturnType<typeof launch>) => {
    instance.child.kill("SIGTERM");
    hold((await instance.ended) === 0, `an instance stops cleanly: ${instance.said()}`);
  };

  let oldOne = startOld();
  await oldOne.says("is ready at");
  const { ask } = await signIn(old);
  await watch(ask, old);

  await next.plant("0900_more", "alter table eigenwatch.users add column shown_until timestamptz");
  // It migrates first, and builds then: the old version runs beside both.
  let newOne = startNewer();
  let isNewReady = false;
  const becomingReady = newOne.says("is ready at").then(() => {
    isNewReady = true;
  });
  await until(
    async () => (await (await readiness(old)).json()).migrations.applied === true && (await hasNew(settings)),
  );
  let seconds = 0;
  for (; seconds < WATCHED_SECONDS || !isNewReady; seconds++) {
    hold((await readiness(old)).status === 200, `the old version is ready in second ${seconds}`);
    if (seconds % 5 === 0) await watch(ask, old);
    if (newOne.child.exitCode !== null) break;
    await setTimeout(1000);
  }
  await becomingReady;
  log(`the old version was asked ${seconds} times, once a second, after an additive migration: always ready`);
  await watch(ask, newer);
  log("a session of the old version works on the new one, which writes what the old one reads");

  await stop(oldOne);
  await watch(ask, newer);
  oldOne = startOld();
  await oldOne.says("is ready at");
  await stop(newOne);
  await watch(ask, old);
  newOne = startNewer();
  await newOne.says("is ready at");
  await watch(ask, newer);
  log("the old version was stopped and started again; rolled back to it, and forward to the new one");

  await next.plant(
    "0901_less",
    // The copy reads everything that this version reads.
    `-- contract: minimum_version ${NEXT}\nalter table eigenwatch.users drop column shown_until`,
  );
  hold((await readiness(old)).status === 200, "the old version is ready before the contract step");
  await run(process.execPath, ["--import", "tsx", "bin/db.ts", "migrate"], {
    cwd: next.folder,
    env: childEnvironment(settings),
  });
  const began = performance.now();
  await until(async () => (await readiness(old)).status === 503, MOST_SECONDS_TO_REFUSE);
  const { faults } = await (await readiness(old)).json();
  log(
    `the old version is 503 after ${Math.round((performance.now() - began) / 1000)} s: ${faults.join(" ")}`,
  );
  hold(isRefusal(faults.join("\n")), "the old version says which version the database needs");
  hold((await readiness(newer)).status === 200, "the new version stays ready");
  await watch(ask, newer);
  await stop(oldOne);
  const refused = startOld();
  hold(
    (await refused.ended) === 1 && isRefusal(refused.said().trimEnd()),
    `a start refuses in one line: ${refused.said()}`,
  );
  log(`a start of the old version exits with 1: ${refused.said().trimEnd()}`);
}

const isRefusal = (text: string) =>
  /^The user database needs EigenWatch 999\.0\.0 or newer; this is \S+\.$/.test(text);
const readiness = (site: string) => fetch(`${site}/api/health/ready`);

/** Returns whether the newer migration has run. */
async function hasNew({ MIGRATION_DATABASE_URL: url = "" }: Record<string, string>) {
  const client = postgres(url, { max: 1 });
  const [row] = await client`select count(*)::int as n from information_schema.columns
    where table_schema = 'eigenwatch' and column_name = 'shown_until'`;
  await client.end();
  return row?.n === 1;
}

/** Opens pages, and reads and writes the account. Throws unless everything is answered with 200. */
async function watch(ask: SignedIn["ask"], site: string) {
  for (const page of PAGES) {
    const { status } = await ask(site + page);
    hold(status === 200, `${site}${page} is answered with ${status}`);
  }
  const name = crypto.randomUUID();
  const updated = await ask(`${site}/api/trpc/account.profile.update`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ json: { displayName: name } }),
  });
  hold(updated.status === 200, `${site} changes a profile: ${updated.status} ${await updated.text()}`);
  const read = await ask(`${site}/api/trpc/account.profile.get`);
  hold(read.status === 200 && (await read.text()).includes(name), `${site} reads what was written`);
}

async function until(isSo: () => Promise<boolean>, seconds = 300) {
  for (const start = performance.now(); performance.now() - start < seconds * 1000; await setTimeout(200))
    if (await isSo()) return;
  hold(false, `within ${seconds} s: ${isSo}`);
}
