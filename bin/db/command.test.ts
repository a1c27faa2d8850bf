import { Command } from "commander";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SettingError } from "../../db/postgres/setting-error";
import { defineCommand } from "./command";

let out: string[];
let err: string[];
beforeEach(() => {
  [out, err] = [[], []];
  vi.spyOn(console, "log").mockImplementation((text) => void out.push(text));
  vi.spyOn(console, "error").mockImplementation((text) => void err.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs a planted command with these words, and returns its exit code. */
async function run(...words: string[]) {
  const planted = defineCommand<{ fail?: boolean; differ?: boolean }>({
    name: "planted",
    summary: "Does a thing.",
    details: "More of it.",
    configure: (command) => command.option("--fail").option("--differ").argument("[folder]"),
    dryRun: "do nothing",
    run: async ({ fail, differ }, { log, isDryRun }, [folder]) => {
      log("half way");
      if (fail) throw new SettingError("That is wrong.");
      return { lines: ["one", "two"], data: { folder, isDryRun }, isFailed: differ };
    },
  });
  const program = new Command().addCommand(planted).exitOverride();
  planted
    .exitOverride()
    .configureOutput({ writeOut: (text) => out.push(text), writeErr: (text) => err.push(text) });
  await program.parseAsync(["planted", ...words], { from: "user" });
  return process.exitCode ?? 0;
}

it("prints its lines, and its progress beside them", async () => {
  expect(await run()).toBe(0);
  expect(out).toEqual(["one\ntwo"]);
  expect(err).toEqual(["half way"]);
});

it("prints one object with --json, and knows its other options and arguments", async () => {
  expect(await run("--json", "--dry-run", "here")).toBe(0);
  expect(out.map((text) => JSON.parse(text))).toEqual([{ ok: true, folder: "here", isDryRun: true }]);
});

it("ends with 1 for a finding", async () => {
  expect(await run("--differ", "--json")).toBe(1);
  expect(JSON.parse(out[0] ?? "")).toMatchObject({ ok: false });
});

it("ends with 1 and one line for an error, in JSON too", async () => {
  expect(await run("--fail", "--json")).toBe(1);
  expect(err).toEqual(["half way", "That is wrong."]);
  expect(JSON.parse(out[0] ?? "")).toEqual({ ok: false, error: "That is wrong." });
});

it("explains itself, and refuses what it does not know", async () => {
  await expect(run("--help")).rejects.toMatchObject({ exitCode: 0 });
  expect(out.join("")).toContain("Does a thing.");
  expect(out.join("")).toContain("--dry-run");
  await expect(run("--differs", "--json")).rejects.toMatchObject({ exitCode: 1 });
  const line = "Unknown option '--differs'. (Did you mean --differ?)";
  expect(err).toEqual([line]);
  expect(JSON.parse(out.at(-1) ?? "")).toEqual({ ok: false, error: line });
});
