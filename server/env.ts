import { z } from "zod";

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** Where people reach this instance; canonical links begin with it. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default("http://localhost:3000"),
});

const parsed = schema.safeParse(process.env);
if (!parsed.success) throw new Error(`The environment is not right.\n${z.prettifyError(parsed.error)}`);

/** The web application's own settings, read once; those of the databases are in db/env.ts. */
export const env = parsed.data;
