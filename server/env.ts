import proxyAddress from "proxy-addr";
import { z } from "zod";

const list = (text: string) => text.split(/[\s,]+/).filter(Boolean);

function areRanges(entries: string[]): boolean {
  try {
    return proxyAddress.compile(entries) !== undefined;
  } catch {
    return false;
  }
}

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** The URL at which people reach this instance; canonical links begin with it. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default("http://localhost:3000"),
  /** The URL for sign-in, whose domain a signed message has to name. Default: PUBLIC_URL. */
  NEXTAUTH_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The key of cookies and of hashes in the user database. Every instance needs the same one. */
  NEXTAUTH_SECRET: z.string().min(32, "Must have at least 32 characters").optional(),
  /** The chains that a signed message may name. */
  SIWE_CHAIN_IDS: z
    .string()
    .default("1")
    .transform((text) => list(text).map(Number))
    .pipe(z.array(z.number().int().positive()).min(1)),
  /** Our project id at the WalletConnect relay; without it wallets on other devices are not offered. */
  WALLETCONNECT_PROJECT_ID: z
    .string()
    .regex(/^[\da-f]{32}$/i, "Must be 32 hexadecimal digits, as the relay's dashboard shows it")
    .optional(),
  /** The relay. With a project id, browsers may connect to it and to no other host. */
  WALLETCONNECT_RELAY_URL: z.url({ protocol: /^wss?$/ }).default("wss://relay.walletconnect.org"),
  /** Addresses or ranges of the proxies in front, whose x-forwarded-for is trusted: "10.0.0.0/8, 192.0.2.7". */
  TRUSTED_PROXY: z
    .string()
    .default("")
    .transform(list)
    .refine(areRanges, 'Must be addresses or ranges, such as "10.0.0.0/8, 192.0.2.7"'),
  /** Multiplies every rate limit, for benchmarks and tests: a whole number from 1. */
  RATE_LIMIT_FACTOR: z.coerce.number().int().min(1).max(1_000_000).default(1),
  /** The mail server; without it mail is written into DATA_DIR/mail. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The sender of mail. */
  MAIL_FROM: z
    .string()
    .max(254)
    .regex(/^[^\s@<>,]+@[^\s@<>,]+$/)
    .default("eigenwatch@localhost"),
  DATA_DIR: z.string().min(1).default(".data"),
});

// An empty setting, as in a copied .env, counts as absent.
const given = {
  ...Object.fromEntries(Object.entries(process.env).filter(([, value]) => value?.trim())),
  // Written out, so that the build inlines it: NODE_ENV at start cannot turn a production build into development.
  NODE_ENV: process.env.NODE_ENV,
};
const parsed = schema.safeParse(given);
if (!parsed.success) throw new Error(`The environment is not valid.\n${z.prettifyError(parsed.error)}`);

/** The web application's settings, read once; those of the databases are in db/postgres/env.ts. */
export const env = {
  ...parsed.data,
  NEXTAUTH_URL: parsed.data.NEXTAUTH_URL ?? parsed.data.PUBLIC_URL,
  NEXTAUTH_SECRET: parsed.data.NEXTAUTH_SECRET ?? crypto.randomUUID() + crypto.randomUUID(),
  /** How to reach wallets on other devices; undefined without a project id. */
  relay: parsed.data.WALLETCONNECT_PROJECT_ID
    ? {
        projectId: parsed.data.WALLETCONNECT_PROJECT_ID,
        url: parsed.data.WALLETCONNECT_RELAY_URL,
        chainIds: parsed.data.SIWE_CHAIN_IDS,
      }
    : undefined,
  hasSecret: parsed.data.NEXTAUTH_SECRET !== undefined,
};

/**
 * Returns the JSON-RPC URL of a chain, RPC_URL_1 for chain 1, or `undefined`. Smart-contract wallets are checked
 * there.
 */
export function rpcUrl(chainId: number): string | undefined {
  const text = process.env[`RPC_URL_${chainId}`]?.trim();
  return text && /^https?:$/.test(URL.parse(text)?.protocol ?? "") ? text : undefined;
}

// next-auth reads this variable itself.
process.env.NEXTAUTH_URL = env.NEXTAUTH_URL;
