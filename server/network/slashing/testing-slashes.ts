import fc from "fast-check";
import { WAD } from "../units";
import type { Slash } from "./slashing";

/** Returns a slash of a fraction, 0 to 1 or a bigint in WAD, with a time at 12 seconds a block. */
export function slashOf(blockNumber: number, fraction: number | bigint, key = "0x1"): Slash {
  const wadSlashed = typeof fraction === "bigint" ? fraction : BigInt(Math.round(fraction * 1e9)) * 10n ** 9n;
  return { blockNumber, slashedAt: new Date(blockNumber * 12_000), wadSlashed, key };
}

/** Generates slashes in a few blocks, sometimes several in one block. */
export const anySlashes = fc.array(
  fc
    .record({
      block: fc.integer({ min: 100, max: 110 }),
      wad: fc.bigInt({ min: 0n, max: WAD }),
      key: fc.integer({ min: 0, max: 1_000_000 }),
    })
    .map(({ block, wad, key }) => slashOf(block, wad, String(key))),
  { maxLength: 6 },
);
