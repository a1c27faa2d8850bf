import { readFileSync } from "node:fs";

interface KnownSetRow {
  id: string;
  createdBlock: number;
  slasher: { address: string } | null;
  redistributionRecipient: string | null;
}

/** The sets whose slasher and recipient are published, read from the file itself. */
const file: { sets: KnownSetRow[] } = JSON.parse(
  readFileSync(new URL("../../../../server/network/slashing/known-sets.json", import.meta.url), "utf8"),
);
export const knownSets = new Map(file.sets.map((set) => [set.id, set]));

/** Native ETH and EIGEN, which are burned whatever the set. */
const ONLY_BURNED = new Set([
  "0xbeac0eeeeeeeeeeeeeeeeeeeeeeeeeeeeeebeac0",
  "0xacb55c530acdb2849e6d4f36992cd8c9d50ed8f7",
]);
export const isOnlyBurned = (strategy: string) => ONLY_BURNED.has(strategy);

/** Returns the recipient of stake that a set slashes in a strategy; `null` if it is burned, or not known. */
export const redistributesTo = (set: string, strategy: string): string | null =>
  isOnlyBurned(strategy) ? null : (knownSets.get(set)?.redistributionRecipient ?? null);
