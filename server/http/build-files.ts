import { readdirSync } from "node:fs";
import { join } from "node:path";
import { env } from "../env";

let files: Set<string> | undefined;

/**
 * Returns whether a path is a file of this build, below /_next/static. Development makes its files as they are asked
 * for, so there every path below /_next is one.
 */
export function isBuildFile(pathname: string, folder = join(process.cwd(), ".next/static")): boolean {
  if (!pathname.startsWith("/_next/")) return false;
  if (env.NODE_ENV === "development") return true;
  files ??= listFiles(folder);
  return files.has(pathname);
}

function listFiles(folder: string): Set<string> {
  try {
    const entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return new Set(entries.map((entry) => `/_next/static/${entry.replaceAll("\\", "/")}`));
  } catch {
    return new Set();
  }
}
