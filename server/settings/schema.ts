import proxyAddress from "proxy-addr";
import { z } from "zod";
import { parseConnectionUrl } from "@/db/postgres/connection-url";
import { SettingError } from "@/db/postgres/setting-error";
import { checkRedisUrl } from "@/db/redis/redis-url";

/** The description of a valid value, printed after "must be". An error never repeats a secret value. */
export const rules = z.registry<{ must: string; isSecret?: true }>();

const wholeNumber = (fallback: number, least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most))
    .default(fallback)
    .register(rules, { must: `a whole number from ${least} to ${most}` });

const yesOrNo = () =>
  z
    .stringbool({ truthy: ["true", "1", "yes", "on"], falsy: ["false", "0", "no", "off"] })
    .default(false)
    .register(rules, { must: "true or false" });

/** A connection URL. Its own errors name the setting, the problem and a sample, without the password. */
const connectionUrl = (name: string, check: (text: string, name: string) => void) =>
  z
    .string()
    .transform((text, context) => {
      try {
        check(text, name);
      } catch (error) {
        if (!(error instanceof SettingError)) throw error;
        context.addIssue({ code: "custom", message: error.message });
      }
      return text;
    })
    .optional();

const postgresUrl = (name: string) => connectionUrl(name, parseConnectionUrl);

const webUrl = () =>
  z
    .url({ protocol: /^https?$/ })
    .optional()
    .register(rules, { must: "a URL such as https://eigenwatch.example" });

const list = (text: string) => text.split(/[\s,]+/).filter(Boolean);

function areRanges(entries: string[]): boolean {
  try {
    return proxyAddress.compile(entries) !== undefined;
  } catch {
    return false;
  }
}

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "silent"] as const;

/** Every setting, for the web server, the launcher and the commands. docs/running.md explains each. */
export const settings = z.object({
  ANALYTICS_DATABASE_URL: postgresUrl("ANALYTICS_DATABASE_URL"),
  /** Read when ANALYTICS_DATABASE_URL is absent. */
  DATABASE_URL: postgresUrl("DATABASE_URL"),
  ANALYTICS_DATABASE_POOL_SIZE: wholeNumber(10, 1, 1000),
  USER_DATABASE_URL: postgresUrl("USER_DATABASE_URL"),
  USER_DATABASE_POOL_SIZE: wholeNumber(5, 1, 1000),
  USER_DATABASE_DIRECT_URL: postgresUrl("USER_DATABASE_DIRECT_URL"),
  MIGRATION_DATABASE_URL: postgresUrl("MIGRATION_DATABASE_URL"),
  DATABASE_DEADLINE_MS: wholeNumber(10_000, 100, 600_000),
  SLOW_QUERY_MS: wholeNumber(500, 1, 600_000),
  LOG_DB_QUERIES: yesOrNo(),
  ALLOW_WRITABLE_ANALYTICS: yesOrNo(),
  PORT: wholeNumber(3000, 1, 65_535),
  /** Between SIGTERM and the closing of the port, so that load balancers hear of it first. */
  SHUTDOWN_DELAY_SECONDS: wholeNumber(0, 0, 600),
  /** The URL at which people reach this instance; canonical links begin with it. Default: the port on localhost. */
  PUBLIC_URL: webUrl(),
  LOG_LEVEL: z
    .enum(LOG_LEVELS)
    .default("info")
    .register(rules, { must: LOG_LEVELS.join(", ").replace(/, (\w+)$/, " or $1") }),
  /** The URL for sign-in, whose domain a signed message has to name. Default: PUBLIC_URL. */
  NEXTAUTH_URL: webUrl(),
  /** The key of cookies and of hashes in the user database. Every instance needs the same one. */
  NEXTAUTH_SECRET: z.string().min(32).optional().register(rules, {
    must: "at least 32 characters long. Make one of 32 random bytes: openssl rand -base64 32",
    isSecret: true,
  }),
  /** The chains that a signed message may name. */
  SIWE_CHAIN_IDS: z
    .string()
    .transform((text) => list(text).map(Number))
    .pipe(z.array(z.number().int().positive()).min(1))
    .default([1])
    .register(rules, { must: 'chain ids separated by commas, such as "1" or "1, 17000"' }),
  /** By chain: RPC_URL_1 is for chain 1. Used to check the signatures of smart-contract wallets. */
  RPC_URL: z
    .record(z.string(), z.url({ protocol: /^https?$/ }))
    .default({})
    .register(rules, { must: "a URL such as https://rpc.example", isSecret: true }),
  /** Whether figures are also asked of EigenLayer's contracts, at RPC_URL_1. */
  CHAIN_CHECKS: yesOrNo(),
  /** The most calls to that node in any minute, by one instance. */
  CHAIN_CALLS_PER_MINUTE: wholeNumber(60, 10, 100_000),
  /** Our project id at the WalletConnect relay; without it wallets on other devices are not offered. */
  WALLETCONNECT_PROJECT_ID: z
    .string()
    .regex(/^[\da-f]{32}$/i)
    .optional()
    .register(rules, { must: "32 hexadecimal digits, as the relay's dashboard shows it", isSecret: true }),
  /** The relay. With a project id, browsers may connect to it and to no other host. */
  WALLETCONNECT_RELAY_URL: z
    .url({ protocol: /^wss?$/ })
    .default("wss://relay.walletconnect.org")
    .register(rules, { must: "a URL such as wss://relay.walletconnect.org" }),
  /** Addresses or ranges of the proxies in front, whose x-forwarded-for is trusted. */
  TRUSTED_PROXY: z
    .string()
    .transform(list)
    .refine(areRanges)
    .default([])
    .register(rules, { must: "addresses or ranges, such as 10.0.0.0/8, 192.0.2.7" }),
  /** Where rate limits are counted instead of in the user database: one Redis for all instances. */
  REDIS_URL: connectionUrl("REDIS_URL", checkRedisUrl),
  /** Multiplies every rate limit, for benchmarks and tests. */
  RATE_LIMIT_FACTOR: wholeNumber(1, 1, 1_000_000),
  /** The mail server; without it mail is written into DATA_DIR/mail. */
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .register(rules, { must: "a URL such as smtps://user:password@host:465", isSecret: true }),
  /** The sender of mail. */
  MAIL_FROM: z
    .string()
    .max(254)
    .regex(/^[^\s@<>,]+@[^\s@<>,]+$/)
    .default("eigenwatch@localhost")
    .register(rules, { must: "one mail address, such as eigenwatch@eigenwatch.example" }),
  /** Where people report errors in figures and verdicts; without it no page has a link to report one. */
  CONTACT_URL: z
    .string()
    .max(500)
    .regex(/^(mailto:[^\s@<>,?&]+@[^\s@<>,?&]+|https:\/\/[^\s@/?#]+([/?#]\S*)?)$/)
    .optional()
    .register(rules, {
      must: "a URL such as mailto:errors@eigenwatch.example or https://eigenwatch.example/contact",
    }),
  /** Lets a scraper read /api/metrics. Without it, only programs on this machine may, and none behind a proxy. */
  METRICS_TOKEN: z.string().min(32).regex(/^\S+$/).optional().register(rules, {
    must: "at least 32 characters without spaces. Make one of 32 random bytes: openssl rand -base64 32",
    isSecret: true,
  }),
  /** Encrypts backups, in the age format. Without the same key no backup can be read. */
  BACKUP_KEY: z
    .string()
    .regex(/^AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]+$/)
    .optional()
    .register(rules, {
      must: "an age identity, as `npm run db -- backup --make-key` prints it",
      isSecret: true,
    }),
  /** Where scheduled jobs run: in every `npm start`, of which one takes each job, or in `npm run worker` only. */
  WORKER: z.enum(["inside", "apart"]).default("inside").register(rules, { must: "inside or apart" }),
  /** The function forget_audit_events deletes nothing younger than 90 days. */
  AUDIT_RETENTION_DAYS: wholeNumber(365, 90, 36_500),
  DATA_DIR: z.string().default(".data"),
  /** The size of the demo; 1 is the real network. */
  DEMO_SCALE: z
    .string()
    .transform(Number)
    .pipe(z.number().positive().max(100))
    .default(1)
    .register(rules, { must: "a number above 0 and up to 100" }),
});

export type Settings = z.infer<typeof settings>;
