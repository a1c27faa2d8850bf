import type { Block, ChainReader } from "./client";
import { type Hex, NO_ADDRESS, safeAbi } from "./contracts";
import { question } from "./questions";

/** An account on chain that can slash, or receive slashed stake. */
export interface ChainAccount {
  /** A key signs alone. A delegated key runs the code of a contract (EIP-7702), and still signs alone. */
  kind: "key" | "delegated key" | "multisig" | "contract";
  /** How many owners of a multisig have to sign; `null` for other kinds. */
  threshold: number | null;
  ownerCount: number | null;
  /** Whether somebody can replace its code (EIP-1967); `null` if not known. */
  isUpgradeable: boolean | null;
}

/** The storage slots of EIP-1967 in which a proxy keeps the address of its code, or of the beacon that names it. */
const IMPLEMENTATION_SLOT = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";
const BEACON_SLOT = "0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50";
const NO_CODE = `0x${"0".repeat(64)}`;
const DELEGATED = "0xef0100";
/** The most accounts that are read at once. */
const MOST_ACCOUNTS = 40;

/**
 * Returns accounts at one block, by address; those that could not be read are missing. Asking for owners runs the
 * account's own code, which can spoil the answers of accounts in the same call, so few are asked at once.
 */
export async function readAccounts(
  chain: ChainReader,
  addresses: Iterable<string>,
  block: Block,
): Promise<Map<string, ChainAccount>> {
  const wanted = [...new Set(addresses)].filter((one) => one !== NO_ADDRESS).slice(0, MOST_ACCOUNTS);
  const heads = await chain.codeHeads(wanted, block);
  const codeOf = new Map(wanted.map((address, at) => [address, heads[at] ?? NO_CODE]));
  const contracts = wanted.filter(
    (one) => codeOf.get(one) !== NO_CODE && !codeOf.get(one)?.startsWith(DELEGATED),
  );
  const [upgradeable, owners] = await Promise.all([
    readUpgradeable(chain, contracts, block),
    readOwners(chain, contracts, block),
  ]);
  return new Map(
    wanted.map((address) => {
      const code = codeOf.get(address);
      const { threshold = null, ownerCount = null } = owners.get(address) ?? {};
      const kind =
        code === NO_CODE
          ? "key"
          : code?.startsWith(DELEGATED)
            ? "delegated key"
            : threshold === null
              ? "contract"
              : "multisig";
      const isContract = kind === "contract" || kind === "multisig";
      return [
        address,
        {
          kind,
          threshold,
          ownerCount,
          isUpgradeable: isContract ? (upgradeable.get(address) ?? null) : false,
        },
      ];
    }),
  );
}

/** Returns whether accounts can be upgraded; not known if the node refuses to read storage. */
async function readUpgradeable(chain: ChainReader, addresses: string[], block: Block) {
  // Multicall's own code must stay in place, or it could not answer.
  const safe = addresses.filter((address) => address !== chain.contracts.multicall);
  const slots = ([IMPLEMENTATION_SLOT, BEACON_SLOT] satisfies Hex[]).flatMap((slot) =>
    safe.map((address) => ({ address, slot })),
  );
  const words = await chain.slots(slots, block).catch(() => []);
  return new Map(
    safe.flatMap((address, at): [string, boolean][] => {
      const [code, beacon] = [words[at], words[at + safe.length]];
      return code && beacon ? [[address, code !== NO_CODE || beacon !== NO_CODE]] : [];
    }),
  );
}

async function readOwners(chain: ChainReader, addresses: string[], block: Block) {
  const { thresholds, owners } = await chain
    .ask(
      {
        thresholds: addresses.map((address) => question(address, safeAbi, "getThreshold", [])),
        owners: addresses.map((address) => question(address, safeAbi, "getOwners", [])),
      },
      block,
    )
    .catch(() => ({ thresholds: [], owners: [] }));
  return new Map(
    addresses.flatMap((address, at) => {
      const [threshold, ownerCount] = [thresholds[at], owners[at]?.length];
      if (!threshold || !ownerCount || threshold > BigInt(ownerCount)) return [];
      return [[address, { threshold: Number(threshold), ownerCount }] as const];
    }),
  );
}
