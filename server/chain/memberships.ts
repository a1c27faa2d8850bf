import { encodeAbiParameters, hexToBigInt, keccak256, padHex, toHex } from "viem";
import type { ChainMembership } from "../network/chain-facts";
import { LEAVING_BLOCKS } from "../network/units";
import type { Block, ChainReader } from "./client";
import { allocationManagerAbi, type Hex } from "./contracts";
import { question } from "./questions";
import type { SetKey } from "./sets";

/** The AllocationManager's mapping `registrationStatus`, three after that of the delays. */
const REGISTRATIONS_SLOT = 158n;

/** One word of that mapping: { bool registered; uint32 slashableUntil }, the first lowest. */
function storedRegistration(word: Hex) {
  const bits = hexToBigInt(word);
  return { isMember: (bits & 0xffn) === 1n, slashableUntil: Number((bits >> 8n) & 0xffffffffn) };
}

/** Nested mappings hash from the outside in. A set's key is its AVS, and its number in the last 12 bytes. */
function slotOf({ operator, avs, number }: { operator: string; avs: string; number: number }): Hex {
  const outer = keccak256(
    encodeAbiParameters([{ type: "address" }, { type: "uint256" }], [operator as Hex, REGISTRATIONS_SLOT]),
  );
  const key = `${avs}${padHex(toHex(number), { size: 12 }).slice(2)}` as Hex;
  return keccak256(encodeAbiParameters([{ type: "bytes32" }, { type: "bytes32" }], [key, outer]));
}

/**
 * Returns memberships of operators in sets at one block, by "<operator> <set>". Only storage tells when an operator
 * left. It is used if it agrees with the contract's own answers for every pair.
 */
export async function readMemberships(
  chain: ChainReader,
  pairs: readonly (SetKey & { operator: string })[],
  block: Block,
): Promise<Map<string, ChainMembership>> {
  const { allocationManager } = chain.contracts;
  const keys = pairs.map(
    ({ operator, avs, number }) => [operator as Hex, { avs: avs as Hex, id: number }] as const,
  );
  const { members, slashable } = await chain.ask(
    {
      members: keys.map((key) =>
        question(allocationManager, allocationManagerAbi, "isMemberOfOperatorSet", key),
      ),
      slashable: keys.map((key) =>
        question(allocationManager, allocationManagerAbi, "isOperatorSlashable", key),
      ),
    },
    block,
  );
  const said = pairs.flatMap((pair, at) => {
    const [isMember, isSlashable] = [members[at], slashable[at]];
    return typeof isMember === "boolean" && typeof isSlashable === "boolean"
      ? [{ ...pair, isMember, isSlashable }]
      : [];
  });
  const words = await chain
    .slots(
      said.map((pair) => ({ address: allocationManager, slot: slotOf(pair) })),
      block,
    )
    .catch(() => []);
  const stored = said.map((_, at) => (words[at]?.length === 66 ? storedRegistration(words[at]) : null));
  const isStorageRight = said.every(({ isMember, isSlashable }, at) => {
    const one = stored[at];
    return one?.isMember === isMember && (one.isMember || block.number <= one.slashableUntil) === isSlashable;
  });
  return new Map(
    said.map(({ operator, id, isMember, isSlashable }, at) => {
      const until = isStorageRight && !isMember ? (stored[at]?.slashableUntil ?? 0) : 0;
      const leftBlock = until > 0 ? until - LEAVING_BLOCKS : null;
      return [`${operator} ${id}`, { isMember, isSlashable, leftBlock, readAtBlock: block.number }];
    }),
  );
}
