import type { Allocation, Strategy } from "../network";
import type { OperatorStrategy } from "../operator";
import { WAD } from "../units";
import { addSums, compareKnown } from "../unknown";
import { holdsStake } from "../value";
import { type ComparedPairs, changeSince } from "./changes";
import { type Draft, push } from "./draft";
import { exposureAmong } from "./exposure";

/** Returns every strategy with its token, its price and the operators' stake in it, the largest first. */
export function buildStrategies(
  draft: Draft,
  positions: Map<string, OperatorStrategy>,
  allocations: Allocation[],
  past: ComparedPairs,
): Map<string, Strategy> {
  const { facts } = draft;
  const rates = new Map(facts.exchangeRates.map((row) => [row.strategy, row]));
  const tokens = new Map(facts.tokens.map((row) => [row.address, row]));
  const prices = new Map(facts.prices.map((row) => [row.token, row]));
  const positionsOf = new Map<string, OperatorStrategy[]>();
  for (const position of positions.values()) push(positionsOf, position.strategy, position);
  const allocationsOf = new Map<string, Allocation[]>();
  for (const row of allocations) push(allocationsOf, row.strategy, row);

  const addresses = new Set([...facts.strategies.map(({ address }) => address), ...positionsOf.keys()]);
  const strategies = Array.from(addresses, (address): Strategy => {
    const rate = rates.get(address);
    const token = tokens.get(rate?.token ?? "");
    const price = prices.get(rate?.token ?? "");
    const own = positionsOf.get(address) ?? [];
    const allocated = allocationsOf.get(address) ?? [];
    return {
      address,
      token: rate?.token ?? null,
      symbol: token?.symbol ?? null,
      name: token?.name ?? null,
      decimals: token?.decimals ?? null,
      logo: token?.logo ?? null,
      exchangeRate: rate?.rate ? rate.rate / Number(WAD) : null,
      rateUpdatedAt: rate?.updatedAt ?? null,
      priceUsd: price?.priceUsd ?? null,
      pricedAt: price?.at ?? null,
      priceSource: price?.source ?? null,
      isProxyPrice: price?.isProxy ?? false,
      proxySymbol: price?.proxySymbol ?? null,
      value: addSums(own.map(({ value }) => value)),
      shares: total(own.map(({ shares }) => shares)),
      operators: own
        .filter(holdsStake)
        .sort(
          (a, b) =>
            compareKnown(a.value.knownUsd, b.value.knownUsd, "descending") ||
            compareKnown(a.operator, b.operator, "ascending"),
        )
        .map(({ operator }) => operator),
      delegatorCount: total(own.map(({ delegatorCount }) => delegatorCount)),
      avs: [...new Set(allocated.map(({ avs }) => avs))],
      change7d: changeSince(draft, past[7], address, own),
      change30d: changeSince(draft, past[30], address, own),
      ...exposureAmong(
        draft,
        own.filter(holdsStake).every(({ areAllocationsComplete }) => areAllocationsComplete),
        allocated,
      ),
    };
  });
  strategies.sort(
    (a, b) =>
      compareKnown(a.value.knownUsd, b.value.knownUsd, "descending") ||
      compareKnown(a.address, b.address, "ascending"),
  );
  return new Map(strategies.map((strategy) => [strategy.address, strategy]));
}

function total<T extends number | bigint>(parts: (T | null)[]): T | null {
  let sum: T | null = null;
  for (const part of parts) {
    if (part === null) return null;
    sum = sum === null ? part : (((sum as never) + (part as never)) as T);
  }
  return sum;
}
