import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";

/** Returns a Chromium: the installed one (CHROMIUM_PATH, then Debian's), else the one inside an npm package. */
export async function browserPath(): Promise<string> {
  const installed = [process.env.CHROMIUM_PATH, "/usr/bin/chromium"].find((path) => path && existsSync(path));
  return installed ?? (await chromium.executablePath());
}

/** A host name that only the test browser resolves, as on a local network. */
export const lanName = "eigenwatch.lan";
