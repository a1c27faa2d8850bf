import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";

const entry = z.object({
  version: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
});
const lockfile = z.object({ name: z.string(), version: z.string(), packages: z.record(z.string(), entry) });

/**
 * `npm run sbom`: prints what the lockfile installs in production, as CycloneDX. `npm sbom --omit=dev` leaves out packages
 * that a development package needs too, zod among them.
 */
const lock = lockfile.parse(JSON.parse(await readFile("package-lock.json", "utf8")));
const components = Object.entries(lock.packages).flatMap(([path, { version, integrity, license, dev }]) => {
  if (path === "" || dev || !version) return [];
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  const [algorithm, digest = ""] = integrity?.split("-", 2) ?? [];
  const hash = { alg: "SHA-512", content: Buffer.from(digest, "base64").toString("hex") };
  return {
    type: "library",
    "bom-ref": path,
    name,
    version,
    purl,
    ...(license && { licenses: [{ expression: license }] }),
    ...(algorithm === "sha512" && { hashes: [hash] }),
  };
});
const bill = {
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  serialNumber: `urn:uuid:${randomUUID()}`,
  version: 1,
  metadata: {
    timestamp: new Date().toISOString(),
    component: { type: "application", "bom-ref": "eigenwatch", name: lock.name, version: lock.version },
  },
  components,
};
console.log(JSON.stringify(bill, null, 2));
