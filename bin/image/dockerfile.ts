import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** Returns the files that a container engine is sent from a folder, by its .dockerignore. */
export async function contextOf(folder: string): Promise<string[]> {
  const { included, isExcluded } = readIgnore(await readFile(join(folder, ".dockerignore"), "utf8"));
  const files: string[] = [];
  for (const name of included) {
    const below = await readdir(join(folder, name), { recursive: true, withFileTypes: true }).catch(
      () => null,
    );
    if (below === null) files.push(name);
    for (const entry of below ?? [])
      if (entry.isFile()) files.push(join(entry.parentPath, entry.name).slice(folder.length + 1));
  }
  return files.filter((file) => !isExcluded(file)).sort();
}

/** Returns what a .dockerignore of our form lets in, and what of that it leaves out. Throws at any other line. */
export function readIgnore(text: string) {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  if (lines[0] !== "**") throw new Error("It has to begin with **, so that nothing is sent unasked.");
  const included = lines.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
  const endings = lines.slice(1 + included.length).map((line) => {
    const [, rest] = /^\*\*\/([\w.*-]+)$/.exec(line) ?? [];
    if (rest === undefined) throw new Error(`Not understood: ${line}`);
    return new RegExp(`(^|/)${rest.replaceAll(".", "\\.").replaceAll("*", "[^/]*")}$`);
  });
  return { included, isExcluded: (file: string) => endings.some((ending) => ending.test(file)) };
}

/** Returns the instructions of a Dockerfile, each on one line: `RUN sh bin/image/deps.sh`. */
export function instructionsOf(dockerfile: string): string[] {
  return dockerfile
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => /^[A-Z]/.test(line));
}

/** Returns the words after `node` of the health check. */
export function healthcheckOf(dockerfile: string): string[] {
  const line = instructionsOf(dockerfile).find((instruction) => instruction.startsWith("HEALTHCHECK"));
  const words = z.array(z.string()).parse(JSON.parse(line?.replace(/^.*?CMD /, "") ?? ""));
  return words.slice(1);
}
