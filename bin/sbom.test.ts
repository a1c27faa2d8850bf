import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";

const { dependencies } = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));
const bill = z.object({
  bomFormat: z.literal("CycloneDX"),
  specVersion: z.literal("1.5"),
  serialNumber: z.string().regex(/^urn:uuid:[\da-f-]{36}$/),
  version: z.literal(1),
  components: z.array(
    z.object({
      "bom-ref": z.string(),
      type: z.literal("library"),
      name: z.string(),
      version: z.string(),
      purl: z.string().regex(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@[\w.+-]+$/),
      hashes: z.array(z.object({ alg: z.literal("SHA-512"), content: z.string().regex(/^[\da-f]{128}$/) })),
    }),
  ),
});

it("the bill of materials is CycloneDX and names every package of production with its version and hash", () => {
  const { components } = bill.parse(
    JSON.parse(execFileSync(process.execPath, ["--import", "tsx", "bin/sbom.ts"], { encoding: "utf8" })),
  );
  const named = new Set(components.map(({ name, version }) => `${name}@${version}`));
  expect(Object.entries(dependencies).filter(([name, version]) => !named.has(`${name}@${version}`))).toEqual(
    [],
  );
  expect(components.map(({ name }) => name)).not.toContain("vitest");
  expect(new Set(components.map((component) => component["bom-ref"])).size).toBe(components.length);
});
