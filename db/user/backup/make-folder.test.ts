import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeFolder } from "./make-folder";

it("makes a folder with those above it, also twice, and none below a file", async () => {
  const home = await mkdtemp(join(tmpdir(), "folders-"));
  const deep = join(home, "a/b/c");
  await makeFolder(deep);
  await makeFolder(deep);
  expect((await stat(deep)).isDirectory()).toBe(true);
  const file = join(home, "file");
  await writeFile(file, "");
  await expect(makeFolder(file)).rejects.toThrow(`The folder ${file} cannot be made (EEXIST).`);
  await expect(makeFolder(join(file, "x"))).rejects.toThrow("cannot be made (ENOTDIR).");
  await rm(home, { recursive: true });
});

it.skipIf(process.platform !== "linux")("ends where no folder can be made", async () => {
  await expect(makeFolder("/proc/eigenwatch/backups")).rejects.toThrow(
    "The folder /proc/eigenwatch cannot be made (ENOENT). Name another one.",
  );
});
