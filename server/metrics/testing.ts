import { spawnSync } from "node:child_process";

/** Returns whether promtool is installed, and says loudly that nothing is tried where it is not. */
export function hasPromtool(): boolean {
  const found = spawnSync("promtool", ["--version"]).status === 0;
  if (!found)
    console.warn("SKIPPED: promtool is not installed (Debian: prometheus). Its checks were not tried.");
  return found;
}

/** Returns promtool's exit code and output. */
export function promtool(words: string[], input?: string) {
  const { status, stdout, stderr } = spawnSync("promtool", words, { input, encoding: "utf8" });
  return { code: status, said: stdout + stderr };
}
