import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Abi } from "viem";
import type { Hex } from "../contracts";

interface Compiler {
  compile: (input: string) => string;
}

interface Compiled {
  abi: Abi;
  /** The code as it is on chain, without its constructor. */
  code: Hex;
}

let compiled: Record<string, Compiled> | undefined;

/** Returns the contracts of `contracts.sol` by name. Throws with the compiler's words when it does not compile. */
export function compiledContracts(): Record<string, Compiled> {
  compiled ??= compile();
  return compiled;
}

function compile(): Record<string, Compiled> {
  // Its types are not published.
  const compiler: Compiler = createRequire(import.meta.url)("solc");
  const content = readFileSync(new URL("contracts.sol", import.meta.url), "utf8");
  const outputSelection = { "*": { "*": ["abi", "evm.deployedBytecode.object"] } };
  const { errors = [], contracts = {} } = JSON.parse(
    compiler.compile(
      JSON.stringify({
        language: "Solidity",
        sources: { "contracts.sol": { content } },
        settings: { outputSelection, viaIR: true, evmVersion: "shanghai" },
      }),
    ),
  );
  const problems = errors.filter(({ severity }: { severity: string }) => severity === "error");
  if (problems.length > 0) throw new Error(problems[0].formattedMessage);
  return Object.fromEntries(
    Object.entries<{ abi: Abi; evm: { deployedBytecode: { object: string } } }>(
      contracts["contracts.sol"],
    ).map(([name, { abi, evm }]) => [name, { abi, code: `0x${evm.deployedBytecode.object}` as const }]),
  );
}
