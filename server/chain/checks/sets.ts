import type { Avs, Network } from "../../network/network";
import { knownSet, knownSetsSource } from "../../network/slashing/known-sets";
import { readAccounts } from "../accounts";
import type { Block, ChainReader } from "../client";
import { BURN_ADDRESS, NO_ADDRESS } from "../contracts";
import { readSetCounts, readSets } from "../sets";
import { type Check, type Findings, outcomeOf } from "./check";
import { ourBlockOf } from "./our-block";

/** The most sets that are checked, the largest first: an AVS may create thousands. */
const MOST_SETS = 20;
/** A new slasher waits as long as a new allocation delay: 17.5 days. */
const SLASHER_DELAY_BLOCKS = 126_000;

/** Returns the slashers and recipients of an AVS's sets beside the contract's own, at one block. */
export async function checkSets(
  network: Network,
  avs: Avs,
  chain: ChainReader,
  block: Block,
): Promise<Findings> {
  const sets = avs.sets.flatMap((id) => network.operatorSets.get(id) ?? []);
  const shown = sets.sort((a, b) => b.operators.length - a.operators.length).slice(0, MOST_SETS);
  const [said, counts] = await Promise.all([
    readSets(chain, shown, block),
    readSetCounts(chain, [avs.address], block),
  ]);
  const count = { ours: sets.length, chain: counts.get(avs.address) ?? null };
  const ourBlock = ourBlockOf(network);
  const checks = shown.flatMap(({ id }): Check[] => {
    const about = { kind: "set", id, name: null } as const;
    const [known, asked] = [knownSet(id), said.get(id)];
    // The file of known sets has the block from which its slasher is in effect.
    const isInForce = known?.slasher != null && known.slasher.effectBlock <= block.number;
    const slasher = {
      ours: isInForce ? (known.slasher?.address.toLowerCase() ?? null) : null,
      chain: asked ? (asked.slasher ?? NO_ADDRESS) : null,
      ourBlock: knownSetsSource.readAtBlock,
    };
    const recipient = {
      ours: known ? (known.redistributionRecipient?.toLowerCase() ?? BURN_ADDRESS) : null,
      chain: asked ? (asked.recipient ?? BURN_ADDRESS) : null,
      ourBlock: knownSetsSource.readAtBlock,
    };
    return [
      {
        figure: "slasher",
        about,
        unit: "address",
        ...slasher,
        pending:
          asked?.pendingSlasherBlock != null
            ? { address: asked.pendingSlasher ?? NO_ADDRESS, effectBlock: asked.pendingSlasherBlock }
            : undefined,
        outcome: outcomeOf({
          ...slasher,
          block: block.number,
          canChange: (between) => between >= SLASHER_DELAY_BLOCKS,
        }),
      },
      {
        figure: "recipient",
        about,
        unit: "address",
        ...recipient,
        // The recipient is fixed when the set is created.
        outcome: outcomeOf({ ...recipient, block: block.number, canChange: () => false }),
      },
    ];
  });
  const addresses = checks.flatMap((check) =>
    check.unit === "address" && check.chain !== null && check.chain !== BURN_ADDRESS ? [check.chain] : [],
  );
  return {
    checks: [
      {
        figure: "operator sets",
        about: null,
        unit: "count",
        ...count,
        ourBlock,
        outcome: outcomeOf({ ...count, ourBlock, block: block.number }),
      },
      ...checks,
    ],
    // Account kinds are an addition: without them, addresses are still shown.
    accounts: Object.fromEntries(await readAccounts(chain, addresses, block).catch(() => [])),
    withdrawals: null,
  };
}
