import { connectAnalytics } from "@/db/analytics/client";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { columnsIn, spoiled } from "@/db/testing/habits/cells";
import { inWorld } from "@/db/testing/habits/in-world";
import { everybody, worldReadAt } from "@/db/testing/habits/world";
import { writeWorld } from "@/db/testing/habits/write-world";
import type { Context } from "../trpc/context";
import { contextFor, networkOf } from "./context";

/** Columns that identify and link rows, and keys that must stay unique. */
const LINKS = [
  "id",
  "operator_set_id",
  "slashing_incident_id",
  "snapshot_date",
  "date",
  "event_block",
  "status_changed_block",
];

/** Returns the small world of the habit tests, unchanged or with every figure replaced by an implausible one. */
export async function openWorld() {
  const database = await createAnalyticsTestDatabase();
  await writeWorld(database.owner);
  const statements: string[] = [];
  const connection = connectAnalytics(database.readerUrl, {
    onQuery: ({ statement }) => statements.push(statement),
  });
  await networkOf(connection.db, worldReadAt);
  await connection.close();
  const figures = columnsIn(statements).filter(({ column }) => !LINKS.includes(column));
  const ruin: Parameters<typeof inWorld>[1] = async (db) => {
    for (const figure of figures) await spoiled(figure, false)(db);
  };
  return {
    everybody,
    drop: database.drop,
    /** Returns the result of `read` for a viewer of the highest tier. */
    read: <T>(state: "correct" | "ruined", read: (context: Context) => Promise<T>) =>
      inWorld(database.owner, state === "ruined" ? ruin : undefined, async (db) =>
        read(
          contextFor(
            "ENTERPRISE",
            { analytics: db, user: undefined as never, network: await networkOf(db, worldReadAt) },
            { address: everybody.stakers[0] },
          ),
        ),
      ),
  };
}
