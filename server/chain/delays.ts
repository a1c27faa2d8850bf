import { encodeAbiParameters, hexToBigInt, keccak256 } from "viem";
import type { ChainDelay } from "../network/chain-facts";
import type { Block, ChainReader } from "./client";
import { allocationManagerAbi, type Hex } from "./contracts";
import { question } from "./questions";

/**
 * The AllocationManager's mapping of delays, `_allocationDelayInfo`, counted from its sources at commit f84a515: 51 slots of
 * Initializable and Context, 50 of Ownable, 50 of Pausable, and then four mappings before it.
 */
const DELAYS_SLOT = 155n;
const slotOf = (operator: string) =>
  keccak256(encodeAbiParameters([{ type: "address" }, { type: "uint256" }], [operator as Hex, DELAYS_SLOT]));

/** One word of that mapping: { uint32 delay; bool isSet; uint32 pendingDelay; uint32 effectBlock }, the first lowest. */
interface StoredDelay {
  delay: number;
  isSet: boolean;
  pendingDelay: number;
  effectBlock: number;
}

function storedDelay(word: Hex): StoredDelay {
  const bits = hexToBigInt(word);
  const part = (from: bigint) => Number((bits >> from) & 0xffffffffn);
  return {
    delay: part(0n),
    isSet: ((bits >> 32n) & 0xffn) === 1n,
    pendingDelay: part(40n),
    effectBlock: part(72n),
  };
}

/** Returns the delay in force at a block, by the contract's own rule. */
const inForce = ({ delay, isSet, pendingDelay, effectBlock }: StoredDelay, block: number) =>
  effectBlock !== 0 && block >= effectBlock ? { isSet: true, delay: pendingDelay } : { isSet, delay };

/**
 * Returns operators' allocation delays at one block. The contract answers the delay in effect, and only stores the
 * pending one. Its storage is used only if it agrees with the contract's own answer for every operator, and at least
 * one has a delay.
 */
export async function readDelays(
  chain: ChainReader,
  operators: readonly string[],
  block: Block,
): Promise<Map<string, ChainDelay>> {
  const { allocationManager } = chain.contracts;
  const { delays } = await chain.ask(
    {
      delays: operators.map((operator) =>
        question(allocationManager, allocationManagerAbi, "getAllocationDelay", [operator as Hex]),
      ),
    },
    block,
  );
  const said = operators.flatMap((operator, at) => {
    const [isSet, delay] = delays[at] ?? [];
    return isSet === undefined || delay === undefined ? [] : [{ operator, isSet, delay }];
  });
  const words = await chain
    .slots(
      said.map(({ operator }) => ({ address: allocationManager, slot: slotOf(operator) })),
      block,
    )
    .catch(() => []);
  const stored = said.map((_, at) => (words[at]?.length === 66 ? storedDelay(words[at]) : null));
  const isStorageRight =
    said.some(({ isSet }) => isSet) &&
    said.every(({ isSet, delay }, at) => {
      const one = stored[at];
      const now = one && inForce(one, block.number);
      return now?.isSet === isSet && now.delay === delay;
    });
  return new Map(
    said.map(({ operator, isSet, delay }, at) => {
      const one = isStorageRight ? stored[at] : null;
      const isPending = one ? one.effectBlock > block.number : false;
      return [
        operator,
        {
          allocationDelayBlocks: isSet ? delay : null,
          isDelaySet: isSet,
          isPendingKnown: isStorageRight,
          pendingDelayBlocks: one && isPending ? one.pendingDelay : null,
          pendingEffectBlock: one && isPending ? one.effectBlock : null,
          readAtBlock: block.number,
        },
      ];
    }),
  );
}
