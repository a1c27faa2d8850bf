import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";

/** A Chromium that is here already (CHROMIUM_PATH, then Debian's), else the one inside an npm package. */
export async function browserPath(): Promise<string> {
  const installed = [process.env.CHROMIUM_PATH, "/usr/bin/chromium"].find((path) => path && existsSync(path));
  return installed ?? (await chromium.executablePath());
}

/** A name that only this browser knows, as one of a local network is known to its machines. */
export const lanName = "eigenwatch.lan";
