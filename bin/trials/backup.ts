import { mkdtemp, open, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateIdentity } from "age-encryption";
import postgres from "postgres";
import { backUp } from "@/db/user/backup/back-up";
import { verifyBackup } from "@/db/user/backup/verify";
import { migrateUsers } from "@/db/user/migrations/migrate";
import { formatNumber } from "@/server/format";
import { lacksPostgres15, startDebianPostgres } from "./debian";
import { hold, type Trial } from "./trial";

const ACCOUNT_COUNT = 1_000_000;

/** A million accounts on Debian's Postgres, by pg_dump and by COPY, encrypted and in clear, while accounts are written. */
export const backup: Trial = {
  says: "A backup of a million accounts under writes, its restore, and a flipped byte.",
  lacks: lacksPostgres15,
  run: async (log) => {
    const server = await startDebianPostgres();
    const folder = await mkdtemp(join(tmpdir(), "eigenwatch-trial-backups-"));
    const sql = postgres(server.url("postgres"), { max: 2, onnotice: () => {} });
    try {
      await migrateUsers({ url: server.url("postgres") });
      await sql`insert into eigenwatch.users (wallet_address, display_name)
        select '0x' || lpad(to_hex(n), 40, '0'), 'Account ' || n from generate_series(1, ${ACCOUNT_COUNT}) n`;
      for (const [mayUseTools, key] of [
        [true, undefined],
        [true, await generateIdentity()],
        [false, await generateIdentity()],
      ] as const) {
        const [made, written] = await whileWriting(sql, () =>
          backUp({ url: server.url("postgres"), to: folder, key, mayUseTools, log: () => {} }),
        );
        hold(made.manifest.method === (mayUseTools ? "pg_dump" : "copy"), "pg_dump is used where it may be");
        hold(written > 0, "accounts were written meanwhile");
        const began = performance.now();
        await verifyBackup(made.folder, key, () => {});
        const users = made.manifest.tables.find(({ name }) => name === "users");
        const bytes = made.manifest.files.reduce((sum, file) => sum + file.bytes, 0);
        log(
          `${made.manifest.method}, ${key ? "encrypted" : "in clear"}: ${users?.rowCount} accounts of one moment, ${formatNumber(bytes / 1e6)} MB, ${written} writes meanwhile, verified in ${formatNumber((performance.now() - began) / 1000)} s`,
        );
        await flipByte(made.folder);
        const error = await verifyBackup(made.folder, key, () => {}).then(
          () => undefined,
          (reason: Error) => reason.message,
        );
        hold(error?.startsWith("The backup is damaged") === true, `a flipped byte is found: ${error}`);
      }
    } finally {
      await sql.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Returns the result of `work`, and how many accounts were made and removed while it ran. */
async function whileWriting<T>(sql: postgres.Sql, work: () => Promise<T>): Promise<[T, number]> {
  let [isDone, count] = [false, 0];
  const writing = (async () => {
    while (!isDone) {
      const address = `0x${(count + 2 ** 40).toString(16).padStart(40, "f")}`;
      await sql`insert into eigenwatch.users (wallet_address) values (${address})`;
      if (count % 2 === 0) await sql`delete from eigenwatch.users where wallet_address = ${address}`;
      count++;
    }
  })();
  const result = await work().finally(() => {
    isDone = true;
  });
  await writing;
  await sql`delete from eigenwatch.users where wallet_address like '0xf%'`;
  return [result, count];
}

/** Changes one bit in the middle of the largest file of a backup. */
async function flipByte(folder: string) {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => ({ name, size: (await stat(join(folder, name))).size })),
  );
  const largest = files.toSorted((a, b) => b.size - a.size)[0];
  if (!largest) throw new Error("The backup has no file.");
  const file = await open(join(folder, largest.name), "r+");
  const middle = Math.floor(largest.size / 2);
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, middle);
  buffer[0] = (buffer[0] ?? 0) ^ 1;
  await file.write(buffer, 0, 1, middle);
  await file.close();
}
