import fc from "fast-check";
import { expect, test } from "vitest";
import { differenceOf, type KeyedHash } from "./difference";

async function* batchesOf(rows: Map<string, string>, size: number) {
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
  for (let at = 0; at < sorted.length; at += size) yield sorted.slice(at, at + size) as KeyedHash[];
}

const rows = fc
  .array(fc.tuple(fc.stringMatching(/^[0-9a-f]$/), fc.constantFrom("x", "y")))
  .map((all) => new Map(all));

test("deleting what is surplus and writing what is lacking makes the copy equal, and nothing more is touched", async () => {
  await fc.assert(
    fc.asyncProperty(rows, rows, fc.integer({ min: 1, max: 4 }), async (source, copy, size) => {
      const { surplus, lacking } = await differenceOf(batchesOf(source, size), batchesOf(copy, size + 1));
      const mended = new Map<string, string>(copy);
      for (const [key, hash] of surplus) {
        expect(mended.get(key)).toBe(hash);
        mended.delete(key);
      }
      for (const key of lacking) {
        expect(mended.has(key)).toBe(false);
        mended.set(key, String(source.get(key)));
      }
      expect(mended).toEqual(source);
      for (const [key, hash] of source)
        if (copy.get(key) === hash) expect([...surplus.map(([kept]) => kept), ...lacking]).not.toContain(key);
    }),
  );
});
