import { randomBytes } from "node:crypto";
import { z } from "zod";

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** Where people reach this instance; canonical links begin with it. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default("http://localhost:3000"),
  /** Keys what must not be guessed by who reads the user database. */
  NEXTAUTH_SECRET: z
    .string()
    .min(32)
    .default(() => randomBytes(32).toString("hex")),
  /** Where mail goes out; without it mail is written into DATA_DIR/mail. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Who mail is from. */
  MAIL_FROM: z
    .string()
    .max(254)
    .regex(/^[^\s@<>,]+@[^\s@<>,]+$/)
    .default("eigenwatch@localhost"),
  DATA_DIR: z.string().min(1).default(".data"),
});

const parsed = schema.safeParse(process.env);
if (!parsed.success) throw new Error(`The environment is not right.\n${z.prettifyError(parsed.error)}`);

/** The web application's own settings, read once; those of the databases are in db/env.ts. */
export const env = parsed.data;
