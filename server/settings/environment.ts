import { SettingError } from "@/db/postgres/setting-error";

/** Reads .env into the environment when it exists; variables that are already set win. */
export function loadDotEnv(file = ".env"): void {
  try {
    process.loadEnvFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw new SettingError(`${file} cannot be read.`);
  }
}

/** Returns the environment of a child process: `defaults`, then ours, then `values`. Telemetry is off. */
export function childEnvironment(values: Record<string, string>, defaults: Record<string, string> = {}) {
  return { ...defaults, ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...values };
}
