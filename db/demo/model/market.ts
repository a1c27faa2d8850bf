import type { StrategyFact, TvlFact } from "../facts/facts";
import { dayOf, presentDay } from "./calendar";
import { significant } from "./numbers";
import { randomFor } from "./random";

/** Prices start with the first deposits. */
export const firstDay = dayOf("2023-06-14");
const eigenListed = dayOf("2024-10-01");

/** Each token's price: in ether if it follows ether, else in dollars of June 2025, or a fixed dollar price. */
const perEther: Record<string, number> = {
  ETH: 1,
  WETH: 1,
  stETH: 1,
  OETH: 1,
  ozETH: 1,
  rETH: 2837 / 2504,
  cbETH: 1.1,
  wBETH: 1.07,
  swETH: 1.09,
  mETH: 1.06,
  ETHx: 1.05,
  osETH: 1.04,
  sfrxETH: 1.12,
  ankrETH: 1.19,
  LsETH: 1.07,
  tETH: 1.2,
  WBTC: 41,
  LBTC: 41,
  uniBTC: 41,
  tBTC: 41,
  FBTC: 41,
  stBTC: 41,
  SolvBTC: 41,
};
const perDollar: Record<string, number> = { USDC: 1, DAI: 1, FRAX: 1, sUSDe: 1.19, sDAI: 1.17, sFRAX: 1.13 };
const inJune2025: Record<string, number> = {
  PEPE: 0.000011,
  ALT: 0.03,
  reALT: 0.03,
  REZ: 0.013,
  ARPA: 0.02,
  SWELL: 0.009,
  RED: 0.3,
  ETHFI: 1.1,
  ZRO: 2,
  ATH: 0.03,
  KERNEL: 0.15,
  SKATE: 0.05,
  NEWT: 0.3,
  GASP: 0.03,
  MARSH: 0.02,
  ZEUS: 0.2,
  LA: 0.9,
  ASTR: 0.025,
};

export type Market = {
  /** USD per whole token at 00:00 UTC of the day; undefined before the token has a price. */
  price: (strategy: StrategyFact, day: number) => number | undefined;
  /** How the price was made. */
  relation: (strategy: StrategyFact) => { isProxy: boolean; perEther: number | null; kind: string };
};

/**
 * Returns daily prices from `firstDay` to the demo's present. Known are stETH in 2023 (value / amount of real
 * deposits), and ether and EIGEN in June 2025 and in 2026. Between them prices are a seeded random walk; every other
 * token follows by ratio.
 */
export function makeMarket(tvl: readonly TvlFact[]): Market {
  const known = new Map(
    tvl.flatMap((row) => (row.stethUsd === null ? [] : [[row.day, row.stethUsd] as const])),
  );
  const june2025 = dayOf("2025-06-09");
  const ether = bridge("ether", 0.021, [...known, [june2025, 2504], [presentDay, 2400]]);
  const eigen = bridge("eigen", 0.03, [
    [eigenListed, 3.1],
    [june2025, 1.39],
    [presentDay, 0.19],
  ]);
  const at = (path: Map<number, number>, day: number) => path.get(day) ?? Number.NaN;
  const own = new Map<string, Map<number, number>>();
  const noise = (symbol: string) => {
    let path = own.get(symbol);
    if (!path) {
      path = bridge(symbol, 0.025, [
        [firstDay, 1],
        [june2025, 1],
        [presentDay, 0.55],
      ]);
      own.set(symbol, path);
    }
    return path;
  };
  const raw = (strategy: StrategyFact, day: number): number | undefined => {
    const { symbol } = strategy;
    if (symbol === "EIGEN") return eigen.get(day);
    const ratio = perEther[symbol];
    if (ratio !== undefined) return at(ether, day) * ratio;
    const dollars = perDollar[symbol];
    if (dollars !== undefined) return dollars;
    const base = inJune2025[symbol];
    if (base === undefined) throw new Error(`No price model for ${symbol}.`);
    return base * at(ether, day) ** 1.2 * 2504 ** -1.2 * at(noise(symbol), day);
  };
  return {
    price: (strategy, day) => {
      const price = raw(strategy, day);
      return price === undefined ? undefined : significant(price, 9);
    },
    relation: ({ symbol }) => {
      const ratio = perEther[symbol];
      if (symbol === "ETH" || symbol === "EIGEN") return { isProxy: false, perEther: null, kind: "anchored" };
      if (ratio !== undefined) return { isProxy: true, perEther: ratio, kind: "ratio" };
      return {
        isProxy: true,
        perEther: null,
        kind: perDollar[symbol] === undefined ? "correlated" : "pegged",
      };
    },
  };
}

/** Returns a geometric random walk through known (day, value) points. */
function bridge(name: string, sigma: number, points: (readonly [number, number])[]): Map<number, number> {
  const path = new Map<number, number>();
  const random = randomFor("market", name);
  for (let i = 0; i < points.length - 1; i++) {
    const [[from, start], [to, end]] = [points[i] ?? [0, 0], points[i + 1] ?? [0, 0]];
    const length = to - from;
    const walk = [0];
    for (let d = 1; d <= length; d++) walk.push((walk[d - 1] ?? 0) + random.normal() * sigma);
    const last = walk[length] ?? 0;
    for (let d = 0; d <= length; d++) {
      const drift = Math.log(start) + (Math.log(end) - Math.log(start)) * (d / length);
      path.set(from + d, Math.exp(drift + (walk[d] ?? 0) - last * (d / length)));
    }
  }
  return path;
}
