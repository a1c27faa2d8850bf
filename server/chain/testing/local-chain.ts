import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { createTestClient, http, publicActions, walletActions } from "viem";
import { callBudget } from "../budget";
import { type ChainSettings, CONTRACTS, type Hex } from "../contracts";
import { compiledContracts } from "./compile";

const PLATFORMS: Record<string, string> = { "linux-x64": "linux-amd64", "darwin-x64": "darwin-amd64" };

/** Anvil's own binary, whose package has no install script. */
function anvilPath(): string {
  const platform = `${process.platform}-${process.arch}`;
  return createRequire(import.meta.url).resolve(
    `@foundry-rs/anvil-${PLATFORMS[platform] ?? platform}/bin/anvil`,
  );
}

/** A chain of our own with our contracts at the addresses of the real ones. */
export type LocalChain = Awaited<ReturnType<typeof startLocalChain>>;

/** Starts a chain with this id, whose first block has this number. Blocks are made one for each transaction, or by `client.mine`. */
export async function startLocalChain(chainId = 1, firstBlock = 0) {
  const contracts = CONTRACTS[1];
  if (!contracts) throw new Error("The contracts of mainnet are gone.");
  const process = spawn(
    anvilPath(),
    [
      "--port",
      "0",
      "--chain-id",
      String(chainId),
      "--number",
      String(firstBlock),
      "--block-base-fee-per-gas",
      "0",
    ],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const port = await listeningPort(process.stdout);
  const url = `http://127.0.0.1:${port}`;
  const client = createTestClient({ mode: "anvil", pollingInterval: 10, transport: http(url) })
    .extend(publicActions)
    .extend(walletActions);
  const [account] = await client.getAddresses();
  if (!account) throw new Error("Anvil has no accounts.");
  const compiled = compiledContracts();
  const place = async (name: string, address: Hex) => {
    const contract = compiled[name];
    if (!contract) throw new Error(`There is no contract ${name}.`);
    await client.setCode({ address, bytecode: contract.code });
    return {
      address,
      /** Calls a setter of the contract, in a block of its own. */
      async set(functionName: string, ...args: unknown[]) {
        const { abi } = contract;
        const hash = await client.writeContract({ account, chain: null, address, abi, functionName, args });
        await client.waitForTransactionReceipt({ hash });
      },
    };
  };
  return {
    url,
    client,
    place,
    allocationManager: await place("AllocationManager", contracts.allocationManager),
    delegationManager: await place("DelegationManager", contracts.delegationManager),
    rewardsCoordinator: await place("RewardsCoordinator", contracts.rewardsCoordinator),
    multicall: await place("Multicall3", contracts.multicall),
    settings: (change: Partial<ChainSettings> = {}): ChainSettings => ({
      chainId: 1,
      contracts,
      url,
      budget: callBudget(1000),
      ...change,
    }),
    /** Makes the chain hang: it accepts connections and does not answer. */
    freeze: () => process.kill("SIGSTOP"),
    thaw: () => process.kill("SIGCONT"),
    async stop() {
      if (process.exitCode !== null || process.signalCode !== null) return;
      const gone = once(process, "exit");
      process.kill("SIGKILL");
      await gone;
    },
  };
}

async function listeningPort(output: NodeJS.ReadableStream): Promise<string> {
  try {
    for await (const line of createInterface({ input: output })) {
      const [, port] = /Listening on [\d.]+:(\d+)/.exec(line) ?? [];
      if (port) return port;
    }
    throw new Error("Anvil ended before it listened.");
  } finally {
    // Otherwise the pipe fills up, and anvil waits.
    output.resume();
  }
}
