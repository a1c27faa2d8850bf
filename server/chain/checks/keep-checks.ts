import { LRUCache } from "lru-cache";
import pTimeout from "p-timeout";
import type { Network } from "../../network/network";
import { type Block, type ChainReader, chainReader } from "../client";
import type { ChainSettings } from "../contracts";
import { ChainError, type ChainProblem, chainError } from "../problem";
import type { Check, Findings, Outcome } from "./check";

const PATIENCE_MILLISECONDS = 3000;
/**
 * How long the newest block is reused: a block takes 12 seconds. A node that does not answer is also left alone for
 * this long.
 */
const HEAD_MILLISECONDS = 6000;
const MOST_KEPT = 500;
const MOST_DIFFERENCES = 10_000;

/** The answer about one entity. */
export type ChainCheck =
  /** This instance does not check figures on chain. */
  | { state: "off" }
  /** A demo's figures are not comparable with the chain's. */
  | { state: "demo" }
  | { state: "not answered"; problem: ChainProblem }
  | ({ state: "asked"; block: number; at: Date } & Findings);

/** How often figures agreed since this process began. */
export type OutcomeCounts = Record<Outcome, number>;

interface Surroundings {
  now: () => number;
  /** Called for each difference that nothing explains, once for each pair of values. */
  onDiffers: (entity: string, check: Check, block: number) => void;
}

/**
 * Returns functions that check entities on chain, each once for each block and run, and that count the outcomes so
 * far.
 */
export function keepChecks(settings: ChainSettings | null, { now, onDiffers }: Surroundings) {
  const counts: OutcomeCounts = { agrees: 0, newer: 0, differs: 0, "ours not known": 0, "not answered": 0 };
  const kept = new LRUCache<string, Promise<Findings>>({ max: MOST_KEPT });
  const told = new LRUCache<string, true>({ max: MOST_DIFFERENCES });
  let head: { block: Promise<Block>; askedAt: number } | undefined;

  function headBlock(chain: ChainReader): Promise<Block> {
    if (!head || now() - head.askedAt >= HEAD_MILLISECONDS)
      head = { block: chain.block("latest"), askedAt: now() };
    return head.block;
  }

  function count(entity: string, { checks }: Findings, block: Block): void {
    for (const check of checks) {
      counts[check.outcome] += 1;
      if (check.outcome !== "differs") continue;
      const difference = [entity, check.figure, check.about?.id, check.ours, check.chain].join(" ");
      if (!told.has(difference)) onDiffers(entity, check, block.number);
      told.set(difference, true);
    }
  }

  async function ask(
    chain: ChainReader,
    entity: string,
    network: Network,
    read: (chain: ChainReader, block: Block) => Promise<Findings>,
  ): Promise<ChainCheck> {
    const block = await headBlock(chain);
    const key = `${entity} ${block.hash} ${network.run}`;
    const found = kept.get(key);
    const findings = found ?? read(chain, block);
    if (!found) {
      kept.set(key, findings);
      findings.then(
        (all) => count(entity, all, block),
        () => kept.delete(key),
      );
    }
    return { state: "asked", block: block.number, at: block.at, ...(await findings) };
  }

  return {
    counts: (): OutcomeCounts | null => (settings ? { ...counts } : null),

    /** Returns the findings about an entity, such as "operator 0x…", after at most three seconds. It never rejects. */
    async check(
      entity: string,
      network: Network,
      read: (chain: ChainReader, block: Block) => Promise<Findings>,
    ): Promise<ChainCheck> {
      if (network.source.isDemo) return { state: "demo" };
      if (!settings) return { state: "off" };
      const chain = chainReader(settings, { milliseconds: PATIENCE_MILLISECONDS });
      try {
        return await pTimeout(ask(chain, entity, network, read), {
          milliseconds: PATIENCE_MILLISECONDS,
          message: new ChainError("too late"),
        });
      } catch (error) {
        counts["not answered"] += 1;
        return { state: "not answered", problem: chainError(error).problem };
      }
    },
  };
}
