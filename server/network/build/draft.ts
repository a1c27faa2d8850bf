import type { Facts } from "@/db/analytics/facts/facts";
import type { ChainFacts } from "../chain-facts";
import { type Clocks, readClocks } from "../clocks/clocks";
import type { DataSource } from "../network";
import { distinctSlashings, type Slash, type SlashingRow } from "../slashing/slashing";
import { type CompleteAllocations, completeAllocations } from "../source";
import { type Lot, type Pricing, sharesUsd } from "../value";

/** The inputs from which the parts of a network are made. */
export interface Draft {
  facts: Facts;
  chain: ChainFacts | null;
  clocks: Clocks;
  slashings: (SlashingRow & Facts["slashings"][number])[];
  /** `false` if the table is missing or there are no operators: then nobody is known to be unslashed. */
  areSlashingsKnown: boolean;
  /** Which allocations are all in the data. */
  complete: CompleteAllocations;
  /** Slashes of each operator and strategy, by `pairOf`. */
  slashesOf: Map<string, Slash[]>;
  /** The slash of one slashing in one strategy, by `slashKey`. */
  slashOf: Map<string, Slash>;
  /** The operator and strategy of each key of `slashesOf`. */
  pairs: Map<string, { operator: string; strategy: string }>;
  pricingOf: Map<string, Pricing>;
  /** Every kept day of a slashed pair, oldest first. */
  slashedDays: Map<string, Facts["slashedSeries"][number]["days"]>;
  /** Shares of slashed pairs, grouped by the block that wrote them. */
  lotsOf: Map<string, Lot[]>;
  blockOfDay: Map<string, number>;
  /** The days among `facts.sparklineDays` on which a pair had shares, by `pairOf`. */
  earlierDaysOf: Map<string, string[]>;
  implausible: DataSource["implausible"];
}

/** Work split into many short steps; the caller may do other work between them. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Returns the database's description of itself. */
export const metadataOf = ({ checkpoints }: Facts): Record<string, unknown> | null =>
  checkpoints.find(({ metadata }) => metadata !== null)?.metadata ?? null;

export const pairOf = (operator: string, strategy: string) => `${operator}-${strategy}`;

/** Returns the key of one slashing in one strategy. */
export const slashKey = (slashing: number, strategy: string) => `${slashing} ${strategy}`;

const UNPRICED: Pricing = { rateWad: null, decimals: null, priceUsd: null };

/** Returns the draft of a network: clocks read, slashings ordered, strategies priced. */
export function draftOf(facts: Facts, chain: ChainFacts | null = null): Draft {
  const clocks = readClocks(facts);
  const slashings = distinctSlashings(facts.slashings) as Draft["slashings"];
  const slashesOf = new Map<string, Slash[]>();
  const slashOf = new Map<string, Slash>();
  const pairs: Draft["pairs"] = new Map();
  for (const { id, operator, operatorSet, blockNumber, slashedAt, transactionHash, amounts } of slashings)
    for (const { strategy, wadSlashed } of amounts) {
      const slash = { blockNumber, slashedAt, wadSlashed, key: `${transactionHash ?? ""} ${operatorSet}` };
      slashOf.set(slashKey(id, strategy), slash);
      pairs.set(pairOf(operator, strategy), { operator, strategy });
      push(slashesOf, pairOf(operator, strategy), slash);
    }
  const tokens = new Map(facts.tokens.map((token) => [token.address, token]));
  const prices = new Map(facts.prices.map((price) => [price.token, price]));
  const pricingOf = new Map(
    facts.exchangeRates.map(({ strategy, rate, token }): [string, Pricing] => [
      strategy,
      {
        rateWad: rate,
        decimals: tokens.get(token ?? "")?.decimals ?? null,
        priceUsd: prices.get(token ?? "")?.priceUsd ?? null,
      },
    ]),
  );
  const lotsOf = new Map<string, Lot[]>();
  for (const row of facts.writtenShares) push(lotsOf, pairOf(row.operator, row.strategy), lotOf(row));
  return {
    facts,
    chain,
    clocks,
    slashings,
    areSlashingsKnown:
      facts.operators.length > 0 && !facts.missingTables.includes("operator_slashing_incidents"),
    complete: completeAllocations(metadataOf(facts)),
    slashesOf,
    slashOf,
    pairs,
    pricingOf,
    slashedDays: new Map(facts.slashedSeries.map((row) => [pairOf(row.operator, row.strategy), row.days])),
    lotsOf,
    blockOfDay: new Map(
      facts.dayBlocks.flatMap(({ day, blockNumber }): [string, number][] =>
        day === null || blockNumber === null ? [] : [[day, blockNumber]],
      ),
    ),
    earlierDaysOf: new Map(
      facts.sharesSeries.map(({ operator, strategy, shares }) => [
        pairOf(operator, strategy),
        facts.sparklineDays.filter((_, index) => (shares[index] ?? 0n) > 0n),
      ]),
    ),
    implausible: [
      ...facts.implausible,
      ...clocks.implausibleBlocks.map(({ part, block }) => ({
        table: part,
        column: `block ${block}`,
        count: 1,
      })),
    ],
  };
}

/** Shares have a written block, or any block between the same two slashes, which gives the same result. */
const lotOf = (row: Facts["writtenShares"][number]): Lot => ({
  shares: row.shares,
  writtenBlock: row.isWrittenBlockKnown ? (row.writtenSince ?? 0) + (row.isWrittenInSlash ? 0 : 1) : null,
  startedAt: row.delegatedSince,
});

export const pricingFor = ({ pricingOf }: Draft, strategy: string): Pricing =>
  pricingOf.get(strategy) ?? UNPRICED;

/** Returns the USD value of shares in a strategy; `null` if rate or price is missing, or the value is implausible. */
export const usdOfShares = (draft: Draft, strategy: string, shares: bigint): number | null =>
  sharesUsd(shares, pricingFor(draft, strategy));

/** Adds to a list in a map of lists. */
export function push<K, T>(map: Map<K, T[]>, key: K, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
