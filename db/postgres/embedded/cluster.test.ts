import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, expect, test } from "vitest";
import { type Cluster, openCluster } from "./cluster";
import { findEngine, reachableFolder } from "./engine";

const opened: { cluster: Cluster; folders: string[] }[] = [];
afterEach(async () => {
  for (const { cluster, folders } of opened.splice(0)) {
    await cluster.stop();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
});

/** Opens a cluster in a folder of this name; `prepare` may put files there first. */
async function open(name: string, prepare?: (reachable: string) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), "cluster-"));
  const dataDir = join(folder, name);
  await mkdir(dataDir, { recursive: true });
  const reachable = await reachableFolder(await findEngine(), dataDir);
  await prepare?.(reachable);
  const cluster = await openCluster(dataDir);
  opened.push({ cluster, folders: [folder, reachable] });
  return { cluster, reachable };
}

test.each(["a space, quo'tes\" and 100% #1", "zażółć;`$HOME`data"])(
  "a data folder may be called %s",
  async (name) => {
    const { cluster } = await open(name);
    const sql = postgres(cluster.userApplicationUrl, { max: 1 });
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
    await sql.end();
  },
);

test("what a killed start left of its making is removed, passwords first of all", async () => {
  const { reachable } = await open("data", async (folder) => {
    await writeFile(join(folder, ".password-0123456789ab"), "secret");
    await mkdir(join(folder, "postgres.new-01234567"));
  });
  const left = await readdir(reachable);
  expect(left.filter((name) => /password|new-/.test(name))).toEqual([]);
  expect(left).toContain("postgres");
});
