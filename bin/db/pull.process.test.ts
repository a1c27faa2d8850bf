import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { pullAnalytics } from "./pull";

it("pulls what is committed, byte for byte", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pulled-"));
  await pullAnalytics(folder);
  for (const name of ["schema.ts", "relations.ts"])
    expect(await readFile(join(folder, name), "utf8")).toBe(
      await readFile(join("drizzle/analytics", name), "utf8"),
    );
  await rm(folder, { recursive: true });
});
