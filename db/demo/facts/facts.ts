import { dayOf, secondsOf } from "../model/calendar";
import { readCsv } from "./csv";

export type OperatorFact = {
  address: string;
  name: string | null;
  website: string | null;
  twitter: string | null;
  logo: string | null;
  /** Null if no source counted them. */
  stakerCount: number | null;
  avsCount: number | null;
  isLrt: boolean;
  metadataUri: string | null;
};
export type StrategyFact = {
  address: string;
  token: string;
  symbol: string;
  decimals: number;
  name: string;
  /** Underlying per share, scaled by 1e18. */
  rate: bigint;
};
export type AvsFact = {
  address: string;
  name: string | null;
  website: string | null;
  isEarly: boolean;
  operatorCount: number | null;
};
export type OperatorSetFact = {
  id: string;
  avs: string;
  number: number;
  block: number;
  at: number;
  transaction: string;
};
export type SlashingFact = {
  operator: string;
  setId: string;
  strategy: StrategyFact;
  wad: bigint;
  description: string;
  block: number;
  at: number;
  transaction: string;
};
export type ShareFact = { operator: string; strategy: StrategyFact; shares: bigint };
export type RegistrationFact = {
  operator: string;
  avs: string;
  isRegistered: boolean;
  at: number | null;
  until: number | null;
};
export type DelegationFact = {
  staker: string;
  operator: string;
  strategy: StrategyFact | null;
  shares: bigint;
  /** The block in which these shares were queued for withdrawal; null if they are still delegated. */
  withdrawnBlock: number | null;
};
export type SplitFact = { operator: string; avs: string; bips: number; asOf: number };
export type TvlFact = { day: number; usd: number; stethUsd: number | null };
export type Facts = ReturnType<typeof readFacts>;

const logoHost = "https://prod-usea1-mainnet-operator-metadata.s3.amazonaws.com";

/** Returns all real rows of the demo, typed. `data/NOTICE` names their sources. */
export function readFacts() {
  const strategies = readCsv("strategies.csv").map<StrategyFact>((row) => ({
    address: row("strategy"),
    token: row("token"),
    symbol: row("symbol"),
    decimals: Number(row("decimals")),
    name: row("name") || row("symbol"),
    rate: BigInt(row("rate") || 10n ** 18n),
  }));
  const strategyAt = (ordinal: string) => {
    const strategy = strategies[Number(ordinal) - 1];
    if (!strategy) throw new Error(`No strategy number ${ordinal}.`);
    return strategy;
  };
  const shares = (file: string) =>
    readCsv(file).map<ShareFact>((row) => ({
      operator: row("operator"),
      strategy: strategyAt(row("strategy_row")),
      shares: BigInt(row("shares")),
    }));
  return {
    strategies,
    operators: readCsv("operators.csv").map<OperatorFact>((row) => ({
      address: row("address"),
      name: row("name") || null,
      website: row("website") || null,
      twitter: row("twitter").replace(/^~/, "https://twitter.com/") || null,
      logo: row("logo").replace(/^~/, `${logoHost}/${row("address")}/`) || null,
      stakerCount: row("stakers") === "" ? null : Number(row("stakers")),
      avsCount: row("avss") === "" ? null : Number(row("avss")),
      isLrt: row("lrt") === "1",
      metadataUri:
        row("metadata_uri") || (row("name") ? `${logoHost}/${row("address")}/metadata.json` : null),
    })),
    shares2024: shares("shares-2024-10-31.csv"),
    shares2025: shares("shares-2025-09-26.csv"),
    avss: readCsv("avs.csv").map<AvsFact>((row) => ({
      address: row("avs"),
      name: row("name") || null,
      website: row("website") || null,
      isEarly: row("early") === "1",
      operatorCount: row("operators") === "" ? null : Number(row("operators")),
    })),
    operatorSets: readCsv("operator-sets.csv").map<OperatorSetFact>((row) => ({
      id: `${row("avs")}-${row("set")}`,
      avs: row("avs"),
      number: Number(row("set")),
      block: Number(row("block")),
      at: secondsOf(row("at")),
      transaction: row("tx"),
    })),
    slashings: readCsv("slashings.csv").map<SlashingFact>((row) => ({
      operator: row("operator"),
      setId: `${row("avs")}-${row("set")}`,
      strategy: strategyAt(row("strategy_row")),
      wad: BigInt(row("wad")),
      description: row("description"),
      block: Number(row("block")),
      at: secondsOf(row("at")),
      transaction: row("tx"),
    })),
    splits: readCsv("splits.csv").map<SplitFact>((row) => ({
      operator: row("operator"),
      avs: row("avs"),
      bips: Number(row("bips")),
      asOf: secondsOf(row("as_of")),
    })),
    registrations: readCsv("registrations.csv").map<RegistrationFact>((row) => ({
      operator: row("operator"),
      avs: row("avs"),
      isRegistered: row("status") === "REGISTERED",
      at: row("at") ? secondsOf(row("at")) : null,
      until: row("until") ? secondsOf(row("until")) : null,
    })),
    delegations: readCsv("delegations.csv").map<DelegationFact>((row) => ({
      staker: row("staker"),
      operator: row("operator"),
      strategy: row("strategy_row") ? strategyAt(row("strategy_row")) : null,
      shares: BigInt(row("shares") || 0),
      withdrawnBlock: row("withdrawn_block") ? Number(row("withdrawn_block")) : null,
    })),
    tvl: readCsv("tvl.csv").map<TvlFact>((row) => ({
      day: dayOf(row("day")),
      usd: Number(row("usd")),
      stethUsd: row("steth_usd") ? Number(row("steth_usd")) : null,
    })),
  };
}
