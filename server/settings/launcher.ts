import { type Environment, readSettings } from "./read";

const NAMES = [
  "PORT",
  "SHUTDOWN_DELAY_SECONDS",
  "DATA_DIR",
  "DEMO_SCALE",
  "PUBLIC_URL",
  "NEXTAUTH_URL",
  "NEXTAUTH_SECRET",
] as const;

/** Returns the launcher's settings: port, data folder, scale of the demo and sign-in. */
export function launcherSettings(environment?: Environment) {
  const settings = readSettings(environment, NAMES);
  return {
    port: settings.PORT,
    shutdownDelaySeconds: settings.SHUTDOWN_DELAY_SECONDS,
    dataDir: settings.DATA_DIR,
    demoScale: settings.DEMO_SCALE,
    /** The URL at which people reach the application; absent on a laptop, where it is the port. */
    siteUrl: settings.NEXTAUTH_URL ?? settings.PUBLIC_URL,
    authSecret: settings.NEXTAUTH_SECRET,
  };
}
