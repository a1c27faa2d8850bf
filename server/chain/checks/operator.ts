import type { Network } from "../../network/network";
import type { Operator } from "../../network/operator";
import type { Block, ChainReader } from "../client";
import { allocationManagerAbi, type Hex, rewardsCoordinatorAbi } from "../contracts";
import { question } from "../questions";
import { type Check, type Findings, outcomeOf } from "./check";
import { ourBlockOf } from "./our-block";

/** The most strategies that are checked, the largest first. */
const MOST_STRATEGIES = 30;
const MOST_AVS = 30;
/** A new split waits seven days (RewardsCoordinator's activation delay on mainnet), in blocks. */
const SPLIT_DELAY_BLOCKS = 50_400;

/** Returns an operator's figures beside the contracts' own, at one block. */
export async function checkOperator(
  network: Network,
  operator: Operator,
  chain: ChainReader,
  block: Block,
): Promise<Findings> {
  const { allocationManager, rewardsCoordinator } = chain.contracts;
  const address = operator.address as Hex;
  const held = operator.strategies.slice(0, MOST_STRATEGIES);
  const avs = operator.avs.slice(0, MOST_AVS);
  const answers = await chain.ask(
    {
      delay: [question(allocationManager, allocationManagerAbi, "getAllocationDelay", [address])],
      maxima: held.map(({ strategy }) =>
        question(allocationManager, allocationManagerAbi, "getMaxMagnitude", [address, strategy as Hex]),
      ),
      encumbered: held.map(({ strategy }) =>
        question(allocationManager, allocationManagerAbi, "getEncumberedMagnitude", [
          address,
          strategy as Hex,
        ]),
      ),
      pi: [question(rewardsCoordinator, rewardsCoordinatorAbi, "getOperatorPISplit", [address])],
      splits: avs.map((one) =>
        question(rewardsCoordinator, rewardsCoordinatorAbi, "getOperatorAVSSplit", [address, one.avs as Hex]),
      ),
    },
    block,
  );
  const both = { ourBlock: ourBlockOf(network), block: block.number };

  const strategies = held.flatMap((one, at): Check[] => {
    const symbol = network.strategies.get(one.strategy)?.symbol ?? null;
    const about = { kind: "strategy", id: one.strategy, name: symbol } as const;
    const maximum = { ours: one.maxMagnitude, chain: answers.maxima[at] ?? null };
    const encumbered = { ours: one.encumberedMagnitude, chain: answers.encumbered[at] ?? null };
    return [
      {
        figure: "max magnitude",
        about,
        unit: "magnitude",
        ...maximum,
        ourBlock: both.ourBlock,
        // The maximum magnitude never rises.
        outcome: outcomeOf({ ...maximum, ...both, canChange: () => isLess(maximum.chain, maximum.ours) }),
      },
      {
        figure: "encumbered magnitude",
        about,
        unit: "magnitude",
        ...encumbered,
        ourBlock: both.ourBlock,
        outcome: outcomeOf({ ...encumbered, ...both }),
      },
    ];
  });

  const splitCheck = (
    figure: "PI split" | "AVS split",
    { bps, pending }: Operator["commission"]["pi"],
    said: number | null,
    about: Check["about"],
  ): Check => {
    const sides = { ours: bps, chain: said };
    const isAnnounced = pending !== null && said === pending.toBps;
    const canChange = (between: number) => isAnnounced || between >= SPLIT_DELAY_BLOCKS;
    return {
      figure,
      about,
      unit: "bps",
      ...sides,
      ourBlock: both.ourBlock,
      outcome: outcomeOf({ ...sides, ...both, canChange }),
    };
  };

  return {
    checks: [
      delayCheck(operator, answers.delay[0] ?? null, block),
      ...strategies,
      splitCheck("PI split", operator.commission.pi, answers.pi[0] ?? null, null),
      ...avs.map((one, at) =>
        splitCheck("AVS split", one.split, answers.splits[at] ?? null, {
          kind: "avs",
          id: one.avs,
          name: network.avs.get(one.avs)?.name ?? null,
        }),
      ),
    ],
    accounts: {},
    withdrawals: null,
  };
}

const isLess = (a: bigint | null, b: bigint | null) => a !== null && b !== null && a < b;

/** Our delay is that of its newest rise, as of the block that announced it. An unset delay has no blocks. */
function delayCheck(
  { observedDelay }: Operator,
  said: readonly [boolean, number] | null,
  block: Block,
): Check {
  const newest = observedDelay?.newest;
  const sides = {
    ours: newest?.delayBlocks ?? null,
    chain: said?.[0] ? said[1] : null,
    ourBlock: newest?.allocatedAtBlock ?? null,
  };
  const isUnset = said !== null && !said[0];
  return {
    figure: "allocation delay",
    about: null,
    unit: "blocks",
    ...sides,
    isUnset,
    outcome: isUnset ? (newest ? "differs" : "ours not known") : outcomeOf({ ...sides, block: block.number }),
  };
}
