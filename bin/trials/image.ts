import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import postgres from "postgres";
import { ensureDemo } from "@/db/demo/load";
import { freePort } from "@/db/postgres/embedded/server";
import { startThrowawayPostgres, type ThrowawayPostgres } from "@/db/postgres/embedded/throwaway";
import { childEnvironment } from "@/server/settings/environment";
import { contextOf, healthcheckOf } from "../image/dockerfile";
import { killLaunched, launch } from "../testing/launch";
import { makeInstallation } from "./databases";
import { hold, type Trial } from "./trial";

const run = promisify(execFile);
const SECRET = "b1946ac92492d2347c6235b4d2611184";
const WORKER_SECONDS = 60;

/** The stages of the Dockerfile, one after another, without a container engine; and then what an image does. */
export const image: Trial = {
  says: "The image's stages without a container engine: web server, worker and commands on two Postgres servers.",
  lacks: () => [],
  run: async (log) => {
    const folder = await mkdtemp(join(tmpdir(), "eigenwatch-image-"));
    const servers: ThrowawayPostgres[] = [];
    try {
      const tree = await makeTree(folder, log);
      for (let count = 0; count < 2; count++) servers.push(await startThrowawayPostgres());
      const [first, second] = servers;
      if (first && second) await tryTree(tree, await makeDatabases(first, second), log);
    } finally {
      await killLaunched();
      for (const server of servers) await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Runs the three scripts on what the engine would be sent. Returns the folder of the image's tree. */
async function makeTree(folder: string, log: (line: string) => void): Promise<string> {
  const [source, tree] = [join(folder, "source"), join(folder, "image")];
  await mkdir(source);
  for (const path of await contextOf(process.cwd())) await cp(path, join(source, path));
  const stage = async (...words: string[]) => {
    const began = performance.now();
    await run("sh", words, { cwd: source, env: childEnvironment({}), maxBuffer: 2 ** 26 });
    log(`${words[0]} took ${Math.round((performance.now() - began) / 1000)} s`);
  };
  await stage("bin/image/deps.sh");
  await stage("bin/image/build.sh");
  await stage("bin/image/run.sh", tree);
  const { stdout } = await run("du", ["-sm", tree]);
  log(`the tree has ${stdout.split("\t")[0]} MB`);
  return tree;
}

/** Makes a database on each server, the demo's first 34 operators in one. Returns the settings of an instance. */
async function makeDatabases(analytics: ThrowawayPostgres, user: ThrowawayPostgres) {
  const { ownerUrl, urls } = await makeInstallation(analytics, user);
  await ensureDemo({ url: ownerUrl, scale: 0.02, log: () => {} });
  return urls;
}

async function tryTree(tree: string, urls: Record<string, string>, log: (line: string) => void) {
  const port = await freePort();
  const site = `http://localhost:${port}`;
  const settings = {
    ...urls,
    PORT: String(port),
    NEXTAUTH_SECRET: SECRET,
    NEXTAUTH_URL: site,
    WORKER: "apart",
    DATA_DIR: `${tree}-data`,
  };
  const env = childEnvironment({ ...settings, NODE_ENV: "production" });
  const command = async (...words: string[]) =>
    (await run(process.execPath, words, { cwd: tree, env })).stdout;
  const db = async (...words: string[]) => await command("--import", "tsx", "bin/db.ts", ...words);
  await db("migrate");
  for (const name of ["status", "check", "references", "stats"]) await db(name);
  await db("roles", "--check");
  await db("backup", "--to", `${tree}-backups`);
  log("db migrate, status, check, references, stats, roles and backup ended with 0");

  const web = launch(settings, tree);
  await web.says("is ready at");
  const page = await fetch(`${site}/operators`);
  const html = await page.text();
  hold(page.status === 200 && /href="\/operators\/0x/.test(html), "the list of operators is served");
  const [, address] = html.match(/href="(\/operators\/0x[0-9a-f]{40})"/i) ?? [];
  hold((await fetch(site + address)).status === 200, "the page of an operator is served");
  const [file] = html.match(/\/_next\/static\/[^"]+\.js/) ?? [];
  hold((await fetch(site + file)).status === 200, "its scripts are served");
  hold((await fetch(`${site}/favicon.ico`)).status === 200, "its icon is served");
  const healthcheck = healthcheckOf(await readFile("Dockerfile", "utf8"));
  await run(process.execPath, healthcheck, { env });
  log("the list, a page of an operator, scripts and icon are served; the health check ended with 0");

  const worker = run(process.execPath, ["--import", "tsx", "bin/worker.ts"], { cwd: tree, env });
  const user = postgres(urls.USER_DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
  let workers = 0;
  for (let second = 0; second < WORKER_SECONDS && workers === 0; second++) {
    await setTimeout(1000);
    workers = (await user`select count(*)::int as count from eigenwatch.job_workers`)[0]?.count;
  }
  await user.end();
  hold(workers === 1, "the worker apart is the only one that runs jobs");
  worker.child.kill("SIGTERM");
  await worker;
  web.child.kill("SIGTERM");
  hold((await web.ended) === 0, "SIGTERM ends the web server with 0");
  await run(process.execPath, healthcheck, { env }).then(
    () => hold(false, "the health check fails without a server"),
    () => {},
  );
  log("one worker apart had its heartbeat; both ended with 0 at SIGTERM");
}
