import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import { contextFor, networkOf } from "../testing/context";
import { serveCalls } from "./testing";

/** Serves the procedures to visitors, over two empty databases. */
export async function serveVisitors() {
  const [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
  const network = await networkOf(analytics.db);
  const server = await serveCalls(async () =>
    contextFor("VISITOR", { analytics: analytics.db, user: user.db, network }),
  );
  return {
    origin: new URL(server.url).origin,
    close: async () => {
      await server.close();
      await Promise.all([analytics.drop(), user.drop()]);
    },
  };
}
