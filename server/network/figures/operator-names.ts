import { folded, namesakesOf } from "../lists/search";
import type { Network } from "../network";
import type { Operator } from "../operator";

const MOST_NAMES = 3;
const LONGEST_NAME = 200;

/**
 * Returns how many other operators use the same name, up to three of those, and up to three earlier names, the latest
 * first. Other spellings of the present name do not count as earlier names.
 */
export function operatorNames(network: Network, { address, name }: Operator, declared: string[]) {
  const namesakes = namesakesOf(network, address);
  const seen = new Set([folded((name ?? "").slice(0, LONGEST_NAME))]);
  const earlierNames = declared.filter((one) => {
    const form = folded(one);
    if (!form || seen.has(form)) return false;
    seen.add(form);
    return true;
  });
  return {
    namesakeCount: namesakes.length,
    namesakes: namesakes.slice(0, MOST_NAMES),
    earlierNames: earlierNames.slice(0, MOST_NAMES),
  };
}
