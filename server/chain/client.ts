import { setTimeout as sleep } from "node:timers/promises";
import { type ContractFunctionParameters, createPublicClient, http, multicall3Abi } from "viem";
import type { CallBudget } from "./budget";
import { type ChainSettings, type Hex, multicallAbi } from "./contracts";
import { ChainError, chainError } from "./problem";
import { type Answers, type Questions, question } from "./questions";

/** The most questions in one call, which stays far below the gas that nodes allow. */
const MOST_QUESTIONS = 250;
const MOST_BYTES = 8_000_000;
/** The part of the budget that is not kept for pages. */
const BACKGROUND_PART = 0.5;
const CALL_MILLISECONDS = 10_000;
const WAIT_FOR_BUDGET_MILLISECONDS = 1000;

export interface Block {
  number: number;
  hash: Hex;
  at: Date;
}

/** How long a caller waits for the chain, and whether it may wait for budget, as work in the background does. */
export interface Patience {
  milliseconds: number;
  isBackground?: boolean;
}

/** A reader of one chain, limited by its caller's patience. All its methods throw only ChainError. */
export type ChainReader = ReturnType<typeof chainReader>;

/** Returns a reader of a chain. It rejects answers from another chain than the one in the settings. */
export function chainReader(settings: ChainSettings, patience: Patience) {
  const { contracts } = settings;
  const client = createPublicClient({
    transport: http(settings.url, {
      retryCount: 0,
      timeout: patience.milliseconds,
      fetchFn: fetchWithin(settings.budget, patience),
    }),
  });
  const orProblem = <T>(answer: Promise<T>): Promise<T> =>
    answer.catch((error: unknown) => {
      throw chainError(error);
    });

  async function askSome(calls: ContractFunctionParameters[], block: Block): Promise<unknown[]> {
    const { call: whichChain } = question(contracts.multicall, multicallAbi, "getChainId", []);
    const [first, ...others] = await client.multicall({
      contracts: [whichChain, ...calls],
      multicallAddress: contracts.multicall,
      batchSize: 0,
      blockHash: block.hash,
      requireCanonical: true,
    });
    if (first?.status !== "success") throw first?.error ?? new ChainError("not understood");
    if (first.result !== BigInt(settings.chainId)) throw new ChainError("other chain");
    return others.map(({ status, result }) => (status === "success" ? result : null));
  }

  return {
    contracts,
    chainId: settings.chainId,

    /** Returns the newest block, or the newest that no reorganization can take back. */
    block: (tag: "latest" | "finalized"): Promise<Block> =>
      orProblem(
        client.getBlock({ blockTag: tag }).then(({ number, hash, timestamp }) => {
          if (number === null || hash === null) throw new ChainError("not understood");
          return { number: Number(number), hash, at: new Date(Number(timestamp) * 1000) };
        }),
      ),

    /** Returns the answers to all questions at one block, `null` where a contract refused one. */
    async ask<Asked extends Questions>(questions: Asked, block: Block): Promise<Answers<Asked>> {
      const calls = Object.values(questions).flatMap((list) => list.map(({ call }) => call));
      const answers: unknown[] = [];
      for (let at = 0; at < calls.length; at += MOST_QUESTIONS)
        answers.push(...(await orProblem(askSome(calls.slice(at, at + MOST_QUESTIONS), block))));
      const parts = Object.entries(questions).map(([name, list]) => [name, answers.splice(0, list.length)]);
      return Object.fromEntries(parts) as Answers<Asked>;
    },

    /** Returns words of storage at one block; `null` where one could not be read. Needs a node that allows overrides. */
    async slots(wanted: readonly { address: string; slot: Hex }[], block: Block): Promise<(Hex | null)[]> {
      const words: (Hex | null)[] = [];
      for (let at = 0; at < wanted.length; at += MOST_QUESTIONS) {
        const some = wanted.slice(at, at + MOST_QUESTIONS);
        const addresses = [...new Set(some.map(({ address }) => address))];
        const answers = await orProblem(
          client.readContract({
            address: contracts.multicall,
            abi: multicall3Abi,
            functionName: "aggregate3",
            args: [
              some.map(({ address, slot }) => ({
                target: address as Hex,
                allowFailure: true,
                callData: slot,
              })),
            ],
            blockHash: block.hash,
            requireCanonical: true,
            stateOverride: addresses.map((address) => ({ address: address as Hex, code: SLOT_READER })),
          }),
        );
        words.push(...answers.map(({ success, returnData }) => (success ? returnData : null)));
      }
      return words;
    },

    /** Returns the first 32 bytes of code at each address at one block; zeros where there is none. */
    async codeHeads(addresses: readonly string[], block: Block): Promise<Hex[]> {
      if (addresses.length === 0) return [];
      const data = `${CODE_READER}${addresses.map((address) => address.slice(2).padStart(64, "0")).join("")}`;
      const { data: answer } = await orProblem(
        client.call({ data: data as Hex, blockHash: block.hash, requireCanonical: true }),
      );
      if (answer?.length !== 66 + 64 * addresses.length) throw new ChainError("not understood");
      return addresses.map((_, at) => `0x${answer.slice(66 + 64 * at, 130 + 64 * at)}` as const);
    },
  };
}

/** Code that replaces a contract's own for one call: it returns the word of storage whose slot it is called with. */
const SLOT_READER = "0x6000355460005260206000f3";

/**
 * Code that runs once and is never deployed: it returns a word of zeros, since what it returns may not begin with the
 * 0xef of a delegated key, and then the first 32 bytes of code of each of the addresses behind it.
 */
const CODE_READER =
  "0x" +
  "6020" + // at = 32
  "5b3881600601146022" + // loop: at the end of the addresses, which begin at byte 6 + 32 …
  "57" + // … go to the end
  "602081600601823960206000" + // memory[at] = the address
  "8280513c" + // memory[at] = the first 32 bytes of its code
  "602001" + // at += 32
  "600256" + // again
  "5b6000f3"; // end: return memory[0..at]

/** Returns a fetch that ends with the caller's patience, counts against the budget, and reads no endless answer. */
function fetchWithin(budget: CallBudget, { milliseconds, isBackground = false }: Patience) {
  const end = AbortSignal.timeout(milliseconds);
  return async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    while (!budget.take(isBackground ? BACKGROUND_PART : 1)) {
      if (!isBackground) throw new ChainError("over budget");
      await sleep(WAIT_FOR_BUDGET_MILLISECONDS, undefined, { signal: end, ref: false });
    }
    const signal = AbortSignal.any([end, AbortSignal.timeout(CALL_MILLISECONDS)]);
    const response = await fetch(input, { ...init, redirect: "error", signal });
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of response.body ?? []) {
      bytes += part.byteLength;
      if (bytes > MOST_BYTES) throw new ChainError("not understood");
      parts.push(part);
    }
    const { status, headers } = response;
    return new Response(Buffer.concat(parts), { status, headers });
  };
}
