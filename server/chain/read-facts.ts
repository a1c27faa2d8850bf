import type { ChainFacts } from "../network/chain-facts";
import type { Network } from "../network/network";
import type { ChainReader } from "./client";
import { readDelays } from "./delays";
import { readMemberships } from "./memberships";
import { readSetCounts, readSets } from "./sets";

/** The most operators that are queried, far more than exist; it bounds the cost of a flood of sets by one AVS. */
const MOST_OPERATORS = 5000;
const MOST_SETS = 1000;
const MOST_AVS = 1000;
const MOST_MEMBERSHIPS = 2000;

/** The contract counts sets in 32 bits. */
const isPossible = ({ number }: { number: number }) =>
  Number.isInteger(number) && number >= 0 && number <= 0xffffffff;

/**
 * Returns the contracts' facts on a network's operators, sets and AVSs, all at one block that no reorganization can
 * take back. If there are too many, the largest are asked. Throws ChainError.
 */
export async function readChainFacts(chain: ChainReader, network: Network): Promise<ChainFacts> {
  const block = await chain.block("finalized");
  const operators = [...network.operators.keys()].slice(0, MOST_OPERATORS);
  const sets = [...network.operatorSets.values()]
    .filter(isPossible)
    .sort((a, b) => b.operators.length - a.operators.length)
    .slice(0, MOST_SETS);
  const pairs = [
    ...new Map(
      network.allocations.map(({ operator, avs, setNumber, operatorSet }) => [
        `${operator} ${operatorSet}`,
        { operator, avs, number: setNumber, id: operatorSet },
      ]),
    ).values(),
  ]
    .filter(isPossible)
    .slice(0, MOST_MEMBERSHIPS);
  const avs = [...network.avs.keys()].slice(0, MOST_AVS);
  return {
    chainId: chain.chainId,
    readAtBlock: block.number,
    readAt: block.at,
    delays: await readDelays(chain, operators, block),
    sets: await readSets(chain, sets, block),
    memberships: await readMemberships(chain, pairs, block),
    setCounts: await readSetCounts(chain, avs, block),
  };
}
