import { desc, eq, type SQL, sql } from "drizzle-orm";
import {
  avs,
  avsMetadata,
  operatorAvsRelationships,
  operatorState,
  operatorStrategyState,
  stakers,
  strategies,
  strategyExchangeRates,
  tokenMetadata,
} from "@/drizzle/analytics/schema";
import { usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { quantity } from "./expressions";
import { isHeld } from "./held";
import { declared } from "./operator-figures";

type EntityKind = "operator" | "avs" | "strategy" | "staker";

/** Something that can be found. `name` is declared by itself and unchecked; a strategy's is its token's symbol. */
export interface Entry {
  kind: EntityKind;
  address: string;
  name: string | null;
  /** A second name: of a strategy the name of its token. */
  alias: string | null;
  tvsUsd: number | null;
  /** Operators that secure the AVS or hold the strategy. */
  operatorCount: number | null;
  isActive: boolean | null;
}

/** A name longer than that is no name: what lies behind is not searched and takes no memory. */
const LONGEST_NAME = 200;
const MOST_OF_A_KIND = 100_000;
const cut = (name: SQL | SQL.Aliased) => sql<string | null>`left(${name}, ${sql.raw(String(LONGEST_NAME))})`;

/**
 * Everything that is found by a name or a part of an address: operators, AVSs and strategies, at most 100,000 of each.
 * Units: USD, counts of operators. Sources: operator_state, operator_metadata; avs, avs_metadata,
 * operator_avs_relationships; strategies, operator_strategy_state, strategy_exchange_rates, token_metadata.
 */
export async function listSearchEntries(db: AnalyticsDb): Promise<Entry[]> {
  const [operators, services, assets] = await Promise.all([
    db
      .select({
        address: operatorState.operatorAddress,
        name: cut(declared("name")),
        tvsUsd: quantity(operatorState.totalTvs, usd),
        isActive: operatorState.isActive,
      })
      .from(operatorState)
      .orderBy(sql`${operatorState.totalTvs} desc nulls last`, operatorState.operatorAddress)
      .limit(MOST_OF_A_KIND),
    db
      .select({
        address: avs.id,
        name: cut(sql`nullif(trim(${avsMetadata.name}), '')`),
        operatorCount: sql`(select count(*) from ${operatorAvsRelationships} r
          where r.avs_id = ${avs}.id and upper(r.current_status) = 'REGISTERED')`.mapWith(Number),
      })
      .from(avs)
      .leftJoin(avsMetadata, eq(avsMetadata.avsId, avs.id))
      .orderBy(avs.id)
      .limit(MOST_OF_A_KIND),
    db
      .select({
        address: strategies.id,
        name: cut(sql`${tokenMetadata.symbol}`),
        alias: cut(sql`${tokenMetadata.name}`),
        tvsUsd: quantity(sql`sum(${operatorStrategyState.tvsUsd})`, usd),
        operatorCount: sql`count(*) filter (where ${isHeld("operator_strategy_state")})`.mapWith(Number),
      })
      .from(strategies)
      .leftJoin(strategyExchangeRates, eq(strategyExchangeRates.strategyAddress, strategies.id))
      .leftJoin(tokenMetadata, eq(tokenMetadata.contractAddress, strategyExchangeRates.underlyingToken))
      .leftJoin(operatorStrategyState, eq(operatorStrategyState.strategyId, strategies.id))
      .groupBy(strategies.id, tokenMetadata.symbol, tokenMetadata.name)
      .orderBy(desc(strategies.id))
      .limit(MOST_OF_A_KIND),
  ]);
  const rest = { alias: null, tvsUsd: null, operatorCount: null, isActive: null };
  return [
    ...operators.map((row) => ({ ...rest, kind: "operator" as const, ...row })),
    ...services.map((row) => ({ ...rest, kind: "avs" as const, ...row })),
    ...assets.map((row) => ({ ...rest, kind: "strategy" as const, ...row })),
  ];
}

/** Whether a staker with this lower-case address was ever seen. Source: stakers, by its key. */
export const isStaker = async (db: AnalyticsDb, address: string): Promise<boolean> =>
  (await db.$count(stakers, eq(stakers.id, address))) > 0;
