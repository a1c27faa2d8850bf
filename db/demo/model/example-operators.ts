import type { StrategyFact } from "../facts/facts";
import { presentBlock, presentDay } from "./calendar";
import type { ExampleAllocation } from "./example-allocation";
import {
  addressOf,
  daysAgo,
  exampleOperatorCount,
  firstSet,
  leavingDays,
  leftAt,
  newestEffectBlock,
  numbers,
  platform,
  registeredAt,
  scenarios,
  secondSet,
} from "./example-scenarios";
import type { Market } from "./market";
import { addressFor, randomFor } from "./random";
import { type Holding, type Operator, usdOf } from "./roster";

/** The slashable value on mainnet in September 2026, in USD. The examples' allocations add up to it. */
const slashableUsd = 5_251_813;

/** Returns the example operators with their holdings, sized so that their slashable value adds up to mainnet's. */
export function makeOperators(
  strategyOf: (operator: number) => StrategyFact,
  market: Market,
  strategyAt: (symbol: string) => StrategyFact,
  allocations: ExampleAllocation[],
): Operator[] {
  const weights = numbers(exampleOperatorCount).map((operator) =>
    Math.exp(0.7 * randomFor("example value", operator).normal()),
  );
  const factor = slashableUsd / allocations.reduce((sum, row) => sum + slashablePart(row, weights), 0);
  return numbers(exampleOperatorCount).map((number) => {
    const random = randomFor("example operator", number);
    const address = addressOf("operator", number);
    const usd = (weights[number - 1] ?? 0) * factor;
    const main = strategyOf(number);
    const others = ["stETH", "ETH", "EIGEN", "rETH"].filter((symbol) => symbol !== main.symbol);
    const second = strategyAt(random.pick(others));
    const part = 0.2 + 0.5 * random.next();
    const holdings = [
      holdingOf(main, usd, market),
      holdingOf(second, usd * (number === scenarios.exposed ? 0.2 : part), market),
    ].slice(0, number === scenarios.onlyEther ? 1 : 2);
    return {
      address,
      name: `Example Operator ${number}`,
      website: number === scenarios.onPlatform ? platform : null,
      twitter: null,
      logo: null,
      stakerCount: null,
      avsCount: number === scenarios.silent ? 0 : 3 - (leftAt(number) === null ? 0 : 1),
      isLrt: false,
      metadataUri: null,
      copyOf: null,
      isExample: true,
      isStill: number === scenarios.slashed || number === scenarios.burned,
      stakers: random.integer(4, 40),
      holdings,
      usd: holdings.reduce((sum, { strategy, shares }) => sum + usdOf(shares, strategy, market), 0),
      registeredAt: registeredAt(number),
      approver: scenarios.withApprover.has(number) ? addressFor("approver", address) : null,
    };
  });
}

/** Returns the slashable part of an allocation's weight at the demo's present. */
function slashablePart(row: ExampleAllocation, weights: number[]): number {
  const { operator, before, hundredths } = row;
  const second = secondSet(operator);
  const left = row.avs === second.avs ? leftAt(operator) : null;
  const isRemoved = operator === scenarios.strategyRemoved && row.avs === firstSet(operator).avs;
  if (isRemoved || (left !== null && left < daysAgo(leavingDays))) return 0;
  const isPending = newestEffectBlock(row) > presentBlock;
  const now = isPending ? (before?.hundredths ?? 0) : hundredths;
  return ((weights[operator - 1] ?? 0) * now) / 100;
}

function holdingOf(strategy: StrategyFact, usd: number, market: Market): Holding {
  const price = market.price(strategy, presentDay) ?? 1;
  const tokens = usd / price / (Number(strategy.rate) / 1e18);
  const shares = (BigInt(Math.round(tokens * 1e6)) * 10n ** BigInt(strategy.decimals)) / 1_000_000n;
  return { strategy, shares, shares2024: 0n, isFrom2025: false };
}
