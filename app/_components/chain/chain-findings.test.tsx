import { describe, expect, it } from "vitest";
import type { Check, Findings } from "@/server/chain/checks/check";
import { html, words } from "../values/testing";
import { ChainFindings } from "./chain-findings";

const address = (digits: string) => `0x${digits.padStart(40, "0")}`;
const set = `${address("a")}-3`;
const WAD = 10n ** 18n;

function shown(checks: Check[], { accounts = {}, withdrawals = null }: Partial<Findings> = {}) {
  const findings = { state: "asked" as const, block: 25_500_000, at: new Date("2026-07-09T00:00:00Z") };
  return <ChainFindings title="Checked on chain" findings={{ ...findings, checks, accounts, withdrawals }} />;
}

const slasher: Check = {
  figure: "slasher",
  about: { kind: "set", id: set, name: null },
  unit: "address",
  ours: address("b"),
  chain: address("a"),
  ourBlock: 25_468_595,
  outcome: "differs",
};

describe("findings on chain", () => {
  it("have both sides with their blocks, the worst first, and fold away what agrees", () => {
    const magnitude = { about: null, unit: "magnitude", ours: WAD, ourBlock: 25_468_595 } as const;
    const checks: Check[] = [
      { ...magnitude, figure: "encumbered magnitude", chain: WAD, outcome: "agrees" },
      { ...magnitude, figure: "max magnitude", chain: WAD / 2n, outcome: "newer" },
      slasher,
    ];
    const said = words(shown(checks));
    expect(said).toMatch(/^Checked on chain 1 difference block 25,500,000/);
    expect(said).toMatch(
      /Slasher of set 3 differs .* Max magnitude newer on chain ours 100 % block 25,468,595/,
    );
    expect(said).toMatch(/on chain 50 % 1 figure agrees Promised agrees/);
  });

  it("name an account for what it is, and those that are nobody", () => {
    const kind = (account: Findings["accounts"][string]) =>
      words(shown([slasher], { accounts: { [address("a")]: account } }));
    const none = { threshold: null, ownerCount: null, isUpgradeable: false };
    expect(kind({ ...none, kind: "key" })).toContain("the AVS itself, a key");
    expect(kind({ kind: "multisig", threshold: 2, ownerCount: 3, isUpgradeable: false })).toContain(
      "a multisig, 2 of 3",
    );
    expect(kind({ ...none, kind: "contract", isUpgradeable: true })).toContain("a contract, upgradeable");
    expect(kind({ ...none, kind: "contract", isUpgradeable: null })).toContain(
      "upgradeable or not: not known",
    );
    const nobody: Check = { ...slasher, chain: address("0"), outcome: "differs" };
    expect(words(shown([nobody]))).toContain("on chain none set");
    const burned: Check = { ...slasher, figure: "recipient", chain: address("e16e4"), outcome: "differs" };
    expect(words(shown([burned]))).toContain("on chain burned");
  });

  it("name the slasher that takes over, and from which block", () => {
    const pending = { address: address("c"), effectBlock: 25_600_000 };
    expect(words(shown([{ ...slasher, pending }]))).toMatch(/from block 25,600,000 on: 0x0000…000C/);
    expect(words(shown([{ ...slasher, pending: { ...pending, address: address("0") } }]))).toContain(
      "from block 25,600,000 on: none set",
    );
  });

  it("never read alike where they differ, and say what a side does not tell", () => {
    const sides = { figure: "withdrawable shares", unit: "shares", ourBlock: null } as const;
    const about = { kind: "strategy", id: address("c"), name: "stETH", decimals: 18 } as const;
    const [ours, chain] = [1000n * WAD, 1000n * WAD + 5n * 10n ** 9n];
    expect(words(shown([{ ...sides, about, ours, chain, outcome: "differs" }]))).toContain(
      "ours 1,000 on chain 1,000.000000005",
    );
    const silent: Check = { ...sides, about, ours, chain: null, outcome: "not answered" };
    expect(words(shown([silent]))).toMatch(/Withdrawable stETH not answered ours 1.00K on chain —/);
    const delay = { figure: "allocation delay", about: null, unit: "blocks", ourBlock: null } as const;
    const unset: Check = { ...delay, ours: null, chain: null, isUnset: true, outcome: "ours not known" };
    expect(words(shown([unset]))).toContain("only on chain ours not known on chain none set");
    const set: Check = { ...delay, ours: 75, chain: 126_000, isUnset: false, outcome: "newer" };
    expect(words(shown([set]))).toContain("ours 75 blocks (15 minutes) on chain 126,000 blocks (17.5 days)");
  });

  it("list queued withdrawals with the block in which each completes, and leave a stranger's name text", () => {
    const taken = {
      exposedUsd: 10,
      ofStakeRatio: 0.25,
      unknownCount: 2,
      isUpperBound: false,
      isUpTo: false,
      strategyCount: 1,
      symbols: ["stETH"],
    };
    const withdrawal = {
      operator: address("d"),
      operatorName: "<b>Steady</b>",
      startBlock: 25_400_000,
      completesAtBlock: 25_500_801,
      completesAt: new Date("2026-07-09T02:40:12Z"),
      isComplete: false,
      shares: [{ strategy: address("c"), symbol: "stETH", decimals: 18, shares: 25n * WAD }],
      exposure: {
        worst: taken,
        tail: null,
        avs: [],
        sets: [
          { avs: address("a"), avsName: "Taker", setNumber: 3, hasLeft: false, lastSlashAt: null, ...taken },
        ],
      },
    };
    const markup = shown([], {
      withdrawals: [withdrawal, { ...withdrawal, startBlock: 1, isComplete: true, exposure: null }],
    });
    expect(html(markup)).not.toContain("<b>Steady");
    expect(words(markup)).toMatch(/25 stETH left .* in block 25,400,000. It completes in block 25,500,801/);
    expect(words(markup)).toMatch(/Taker set 3 could take \$10.00, 25 % of it/);
    expect(words(markup)).toContain("without 2 of unknown value");
    expect(words(markup)).toContain("It can be completed since block 25,500,801.");
    expect(words(shown([], { withdrawals: [] }))).toContain("Nothing is queued.");
  });
});
