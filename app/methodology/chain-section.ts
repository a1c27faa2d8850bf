import { CONTRACTS } from "@/server/chain/contracts";
import { formatCounted, inWords } from "@/server/format";
import type { Section } from "./section";

const { allocationManager, delegationManager, rewardsCoordinator, multicall } = CONTRACTS[1] ?? {};

/** The section on figures that are compared with the contracts' own. */
export const CHAIN_SECTION: Section = {
  id: "chain",
  title: "Checked on chain",
  intro:
    "Where the administrator of a site turns it on, EigenLayer's contracts are asked beside the pipeline. Both sides are shown, each with its block. No page waits for it.",
  formulas: [
    [
      "What is asked",
      "When a page is opened. Of an operator: its allocation delay, for each strategy the maximum and the promised magnitude, its split of programmatic incentives and its splits for the AVSs shown. Of an AVS: how many operator sets it has, and the slasher, the slasher that takes over and the recipient of each. Of a staker: its operator, its withdrawable shares, and its queued withdrawals with the block in which each can be completed.",
    ],
    [
      "What is asked once a run",
      "In the background, of all operators with stake and all known sets: allocation delays, slashers, recipients, strategies of sets, and the memberships of all allocations. These answers join the figures of lists, pages and verdicts.",
    ],
    [
      "Of which contracts",
      `Mainnet's AllocationManager (${allocationManager}), DelegationManager (${delegationManager}) and RewardsCoordinator (${rewardsCoordinator}), all through Multicall3 (${multicall}) and at one block. An answer of another chain is ignored. Pending delays, and the blocks in which operators left sets, are read from storage; a node that refuses this leaves them not known.`,
    ],
    [
      "How it is compared",
      "Figure by figure, exactly. Shares may differ by a billionth, the contract's rounding, and what the pipeline knows as “at most” agrees with anything below it. Our block is the last one that the pipeline's data surely reaches, or the one at which the file of known sets was read.",
    ],
    ["Agrees", "Both sides say the same."],
    [
      "Newer on chain",
      "They differ, and what may have happened in the blocks between can explain it. A new slasher waits 17.5 days, a new split seven days, and a recipient is fixed when the set is made, so fewer blocks explain nothing there.",
    ],
    [
      "Differs",
      "They differ, and the blocks between do not explain it. It is counted on the status page and logged.",
    ],
    ["Only on chain", "The pipeline's data does not tell."],
    ["Not answered", "The contract gave no answer: ours stands alone."],
    [
      "Budget",
      `A site makes a set number of calls a minute, ${formatCounted(60, "call")} unless its administrator chooses otherwise, and at most half of them in the background. A page asks for at most ${inWords(3)} seconds, and all visitors share an answer until the next block. Beyond the budget the section says that it was not answered.`,
    ],
    ["In the demo", "Nothing is compared: its figures are not those of the chain."],
  ],
};
