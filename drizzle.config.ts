import { defineConfig } from "drizzle-kit";

/**
 * Only the user database: drizzle-kit has no schema of the analytics database, so it has nothing to generate for it,
 * and `schemaFilter` keeps it from looking at any Postgres schema but ours where both share one database.
 */
export default defineConfig({
  dialect: "postgresql",
  schema: "./db/user/schema.ts",
  out: "./drizzle/user",
  schemaFilter: ["eigenwatch"],
  migrations: { schema: "eigenwatch_migrations", table: "applied_migrations" },
});
