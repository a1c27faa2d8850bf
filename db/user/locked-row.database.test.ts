import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { isUnreachable } from "../postgres/connection-errors";
import { insertAccount } from "../testing/accounts";
import { createUserTestDatabase } from "../testing/databases";
import { connectUser, inTransaction } from "./client";

const [POOL, REQUESTS, DEADLINE] = [5, 50, 300];

it.each([
  ["one procedure", 1],
  ["ten procedures", 10],
])(
  "behind a pooler, one locked row takes no more backends of %s than the pool has",
  async (_, procedures) => {
    const user = await createUserTestDatabase();
    await user.setForApplication("lock_timeout = 0");
    await user.setForApplication("statement_timeout = '4s'");
    const account = await insertAccount(user.db);
    // Marked as pooled: no settings are sent, so the role's alone end a statement.
    const { db, close, state } = connectUser(
      `${user.applicationUrl}?pgbouncer=true&application_name=locked`,
      {
        max: POOL,
        deadlineMilliseconds: DEADLINE,
      },
    );
    await state();
    const backends = async () => {
      const [row] =
        await user.sql`select count(*)::int as n from pg_stat_activity where application_name = 'locked'`;
      return Number(row?.n);
    };
    const rename = (n: number) =>
      inTransaction(db, `rename ${n}`, async (transaction) => {
        await transaction.execute(
          sql`update eigenwatch.users set display_name = 'x' where id = ${account.id}`,
        );
      });
    await user.sql.begin(async (locker) => {
      await locker`select from eigenwatch.users where id = ${account.id} for update`;
      let most = 0;
      const asked = Array.from({ length: REQUESTS }, async (_, n) => {
        // Several statements, as of different procedures, and more than one deadline of them.
        await setTimeout(n * 40);
        return await rename(n % procedures).catch((error: unknown) => error);
      });
      const all = Promise.all(asked);
      let isOver = false;
      void all.then(() => {
        isOver = true;
      });
      while (!isOver) {
        most = Math.max(most, await backends());
        // One statement may take half of the pool, which leaves connections to others.
        if (procedures === 1) expect((await state()).isReadOnly).toBe(false);
        await setTimeout(20);
      }
      expect((await all).filter((error) => !isUnreachable(error))).toEqual([]);
      expect(most).toBeLessThanOrEqual(POOL);
    });
    expect((await state()).isReadOnly).toBe(false);
    await close();
    await user.drop();
  },
);
