import type { ChainSet } from "../network/chain-facts";
import type { Block, ChainReader } from "./client";
import { allocationManagerAbi, BURN_ADDRESS, type Hex, NO_ADDRESS } from "./contracts";
import { question } from "./questions";

export interface SetKey {
  id: string;
  avs: string;
  number: number;
}

/** Returns the slashers and recipients of operator sets at one block, by id. A set that does not exist is missing. */
export async function readSets(
  chain: ChainReader,
  sets: readonly SetKey[],
  block: Block,
): Promise<Map<string, ChainSet>> {
  const { allocationManager } = chain.contracts;
  const keys = sets.map(({ avs, number }) => ({ avs: avs as Hex, id: number }));
  const { exist, slashers, pendingSlashers, recipients, strategies } = await chain.ask(
    {
      exist: keys.map((key) => question(allocationManager, allocationManagerAbi, "isOperatorSet", [key])),
      slashers: keys.map((key) => question(allocationManager, allocationManagerAbi, "getSlasher", [key])),
      pendingSlashers: keys.map((key) =>
        question(allocationManager, allocationManagerAbi, "getPendingSlasher", [key]),
      ),
      recipients: keys.map((key) =>
        question(allocationManager, allocationManagerAbi, "getRedistributionRecipient", [key]),
      ),
      strategies: keys.map((key) =>
        question(allocationManager, allocationManagerAbi, "getStrategiesInOperatorSet", [key]),
      ),
    },
    block,
  );
  return new Map(
    sets.flatMap(({ id }, at): [string, ChainSet][] => {
      const [slasher, recipient] = [slashers[at]?.toLowerCase(), recipients[at]?.toLowerCase()];
      const [pendingSlasher, pendingBlock] = pendingSlashers[at] ?? [];
      if (exist[at] !== true || !slasher || !recipient) return [];
      const isRedistributing = recipient !== BURN_ADDRESS;
      return [
        [
          id,
          {
            slasher: slasher === NO_ADDRESS ? null : slasher,
            pendingSlasher: pendingBlock ? (pendingSlasher?.toLowerCase() ?? null) : null,
            pendingSlasherBlock: pendingBlock || null,
            isRedistributing,
            strategies: strategies[at]?.map((one) => one.toLowerCase()) ?? null,
            recipient: isRedistributing ? recipient : null,
            readAtBlock: block.number,
          },
        ],
      ];
    }),
  );
}

/** Returns how many operator sets each AVS has created, by its address. */
export async function readSetCounts(
  chain: ChainReader,
  avs: readonly string[],
  block: Block,
): Promise<Map<string, number>> {
  const { allocationManager } = chain.contracts;
  const { counts } = await chain.ask(
    {
      counts: avs.map((address) =>
        question(allocationManager, allocationManagerAbi, "getOperatorSetCount", [address as Hex]),
      ),
    },
    block,
  );
  return new Map(
    avs.flatMap((address, at): [string, number][] => {
      const count = counts[at];
      return typeof count === "bigint" ? [[address, Number(count)]] : [];
    }),
  );
}
