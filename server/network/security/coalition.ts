/** A candidate of a coalition: the weight that it adds, and its cost. A candidate of infinite cost is never taken. */
export interface Candidate {
  weight: number;
  cost: number;
}

export interface Coalition {
  /** The indexes of its members among the candidates, the most expensive first. */
  places: number[];
  cost: number;
  /** A lower bound of the cost; the cost itself if the search was completed. */
  leastCost: number;
  isExact: boolean;
}

/** A search ends after this many partial coalitions, and then returns its bound. */
const MOST_NODES = 20_000;

/** Returns the difference below which two costs are equal: half a cent, or a millionth. */
const sameness = (cost: number) => Math.max(0.005, cost * 1e-6);
/** The part of a demand that may be missing, since numbers added in another order differ in their last digits. */
const ROUNDING = 1e-9;

/**
 * Returns the cheapest candidates whose weights add up to a demand, `null` where all of them do not: by branch and bound
 * with at most `mostNodes` steps, between the fractional bound and the best coalition found.
 */
export function cheapestCoalition(
  candidates: readonly Candidate[],
  demand: number,
  mostNodes: number = MOST_NODES,
): Coalition | null {
  const needed = reachable(candidates, demand) * (1 - ROUNDING);
  const order = candidates
    .map((candidate, place) => ({ ...candidate, place }))
    .filter(({ weight, cost }) => weight > 0 && Number.isFinite(cost))
    .sort((a, b) => a.cost / a.weight - b.cost / b.weight || b.weight - a.weight || a.place - b.place);
  if (order.reduce((sum, { weight }) => sum + weight, 0) < needed) return null;
  const { chosen, cost, isExact, leastCost } = search(order, needed, mostNodes);
  const places = withoutSpare(order, chosen, needed).map(({ place }) => place);
  return { places, cost, leastCost: isExact ? cost : leastCost, isExact };
}

/** Returns the smallest sum that meets the demand: whole weights add up to multiples of their common divisor. */
function reachable(candidates: readonly Candidate[], demand: number): number {
  if (!candidates.every(({ weight }) => Number.isSafeInteger(weight))) return demand;
  const step = candidates.reduce((common, { weight }) => divisorOf(common, weight), 0);
  return step === 0 ? demand : Math.ceil((demand / step) * (1 - ROUNDING)) * step;
}

const divisorOf = (a: number, b: number): number => (b === 0 ? a : divisorOf(b, a % b));

type Ordered = Candidate & { place: number };

/**
 * Returns the cheapest choice found: depth first, the cheapest per weight first, without branches that must cost more.
 */
function search(order: readonly Ordered[], needed: number, mostNodes: number) {
  const bound = fractionalBound(order);
  const leastCost = bound(0, needed);
  let best = { chosen: order.map(() => true), cost: Number.POSITIVE_INFINITY };
  const chosen: boolean[] = [];
  let [weight, cost, nodes, isDone] = [0, 0, 0, false];
  const isHopeless = () => {
    const least = cost + bound(chosen.length, needed - weight);
    return least >= best.cost - sameness(least);
  };
  while (!isDone && nodes < mostNodes) {
    nodes++;
    const next = order[chosen.length];
    if (weight >= needed) {
      if (cost < best.cost) best = { chosen: [...chosen], cost };
    } else if (next && !isHopeless()) {
      chosen.push(true);
      weight += next.weight;
      cost += next.cost;
      continue;
    }
    isDone = true;
    for (let place = chosen.pop(); place !== undefined; place = chosen.pop()) {
      if (!place) continue;
      const last = order[chosen.length];
      weight -= last?.weight ?? 0;
      cost -= last?.cost ?? 0;
      chosen.push(false);
      isDone = false;
      break;
    }
  }
  const isExact = isDone || best.cost <= leastCost + sameness(leastCost);
  return { ...best, isExact, leastCost };
}

/**
 * Returns a function that bounds the cost of a weight from below: candidates from `from` on, the last one taken in
 * part.
 */
function fractionalBound(order: readonly Candidate[]) {
  const weights = [0];
  const costs = [0];
  for (const [place, { weight, cost }] of order.entries()) {
    weights.push((weights[place] ?? 0) + weight);
    costs.push((costs[place] ?? 0) + cost);
  }
  return (from: number, weight: number): number => {
    if (weight <= 0) return 0;
    const goal = (weights[from] ?? 0) + weight;
    let [low, high] = [from, order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((weights[middle] ?? 0) < goal) low = middle + 1;
      else high = middle;
    }
    const last = order[low - 1];
    if (!last || (weights[low] ?? 0) < goal * (1 - ROUNDING)) return Number.POSITIVE_INFINITY;
    const missing = goal - (weights[low - 1] ?? 0);
    const part = Math.min(1, Math.max(0, missing / last.weight));
    return (costs[low - 1] ?? 0) - (costs[from] ?? 0) + part * last.cost;
  };
}

/** Returns the chosen candidates without those that cost nothing and are not needed, the most expensive first. */
function withoutSpare(order: readonly Ordered[], chosen: readonly boolean[], needed: number): Ordered[] {
  const all = order.filter((_, place) => chosen[place]);
  let spare = all.reduce((sum, { weight }) => sum + weight, 0) - needed;
  const kept = [...all]
    .sort((a, b) => a.weight - b.weight)
    .filter(({ weight, cost }) => {
      if (cost > 0 || weight > spare) return true;
      spare -= weight;
      return false;
    });
  return kept.sort((a, b) => b.cost - a.cost || b.weight - a.weight || a.place - b.place);
}
