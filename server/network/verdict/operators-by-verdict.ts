import { perNetwork } from "../lists/per-network";
import { addSums, valueFigures } from "../unknown";
import { holdsStake } from "../value";
import { verdictOf } from "./judge";
import { VERDICT_WORDS } from "./verdict";

/** Returns how many operators with stake have each word of the verdict, the worst first, and their value in USD. */
export const operatorsByVerdict = perNetwork((network) => {
  const staked = [...network.operators.values()].filter(({ strategies }) => strategies.some(holdsStake));
  return VERDICT_WORDS.map((word) => {
    const own = staked.filter((operator) => verdictOf(network, operator).word === word);
    const value = addSums(own.map((operator) => operator.value));
    return { verdict: word, operatorCount: own.length, ...valueFigures(value) };
  });
});
