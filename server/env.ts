import { z } from "zod";
import { readSettings } from "./settings/read";

const settings = readSettings();
const publicUrl = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`;

/** The web application's settings, read once. */
export const env = {
  ...settings,
  // Written out, so that the build inlines it: NODE_ENV at start cannot turn a production build into development.
  NODE_ENV: z.enum(["development", "production", "test"]).default("production").parse(process.env.NODE_ENV),
  PUBLIC_URL: publicUrl,
  NEXTAUTH_URL: settings.NEXTAUTH_URL ?? publicUrl,
  NEXTAUTH_SECRET: settings.NEXTAUTH_SECRET ?? crypto.randomUUID() + crypto.randomUUID(),
  hasSecret: settings.NEXTAUTH_SECRET !== undefined,
  /** How to reach wallets on other devices; undefined without a project id. */
  relay: settings.WALLETCONNECT_PROJECT_ID
    ? {
        projectId: settings.WALLETCONNECT_PROJECT_ID,
        url: settings.WALLETCONNECT_RELAY_URL,
        chainIds: settings.SIWE_CHAIN_IDS,
      }
    : undefined,
};

// next-auth reads this variable itself.
process.env.NEXTAUTH_URL = env.NEXTAUTH_URL;
