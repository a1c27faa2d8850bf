import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { env } from "../env";

const ADDRESS = "/_next/static/";
let files: Set<string> | undefined;

/**
 * Returns whether a path is a file of this build, below /_next/static. In development files are made on request,
 * so every path below /_next is one.
 */
export function isBuildFile(pathname: string): boolean {
  if (!pathname.startsWith("/_next/")) return false;
  if (env.NODE_ENV === "development") return true;
  files ??= listBuildFiles(join(process.cwd(), ".next/static"));
  return files.has(pathname);
}

/** Returns the URL paths of all files in a build's folder; none where there is no build. */
export function listBuildFiles(folder: string): Set<string> {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep));
    return new Set(paths.map((parts) => ADDRESS + parts.map(encodeURIComponent).join("/")));
  } catch {
    return new Set();
  }
}
