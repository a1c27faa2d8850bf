import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the command says what is wrong with its flags", async () => {
  const file = fileURLToPath(new URL("./load-demo.ts", import.meta.url));
  const run = (...flags: string[]) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", file, ...flags]);
  await expect(run("--scale", "2")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("--url"),
  });
  await expect(
    run("--url", "postgresql://owner:password@localhost:5432/postgres", "--scale", "1.5"),
  ).rejects.toMatchObject({
    stderr: expect.stringContaining("whole number"),
  });
  await expect(run("--nonsense")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("--nonsense"),
  });
});
