import { describe, expect, test } from "vitest";
import { knownSet, knownSetsSource, publishedAccounts } from "./known-sets";
import { isRedistributable, recipientOf } from "./recipient";

const EIGENYIELDS = "0x5accc90436492f24e6af278569691e2c942a676d";
const VAULTS = "0x12b75d5ed35320b33daf37f90ff0f6d31796cc3d";
const ALEPH = "0x90c68bf0caca6b2a8ba7ede549c911f907b9ef79";
const RETH = "0x1bee69b7dfffa4e2d53c2a2df135c388ad25dcd2";
const NATIVE = "0xbeac0eeeeeeeeeeeeeeeeeeeeeeeeeeeeeebeac0";
const EIGEN = "0xacb55c530acdb2849e6d4f36992cd8c9d50ed8f7";

describe("the file of known sets", () => {
  test("has 99 sets of 20 AVSs, 14 of which redistribute, with their source and block", () => {
    expect(knownSetsSource).toMatchObject({ count: 99, readAtBlock: 25_468_595 });
    expect(knownSetsSource.url).toMatch(/^https:\/\//);
    expect(knownSet(`${VAULTS}-0`)).toEqual({
      id: `${VAULTS}-0`,
      avs: VAULTS,
      createdBlock: 24_712_915,
      transactionHash: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      slasher: { address: VAULTS, setBlock: 24_712_915, effectBlock: 24_712_915 },
      redistributionRecipient: VAULTS,
    });
  });

  test("does not know every set, and an id is found in any case", () => {
    expect(knownSet("0x0000000000000000000000000000000000000001-0")).toBeNull();
    expect(knownSet(`${ALEPH.toUpperCase().replace("0X", "0x")}-0`)?.avs).toBe(ALEPH);
  });

  test("knows a set that slashed and has no slasher here: none never means that it cannot slash", () => {
    expect(knownSet("0x26ddbf2a2f0bf8a7f656fa6f63aa9571af002551-1")?.slasher).toBeNull();
  });
});

describe("who gets what a slash takes", () => {
  test("the recipient of a redistributing set, perhaps the AVS itself", () => {
    expect(recipientOf(RETH, knownSet(`${ALEPH}-0`))).toEqual({
      outcome: "redistributed",
      recipient: ALEPH,
      isAvsItself: true,
    });
    expect(recipientOf(RETH, knownSet("0x54b12f8fe6c1f327d1ae1039b77bc14d27f0376b-0"))).toMatchObject({
      outcome: "redistributed",
      isAvsItself: false,
    });
  });

  test("nobody where the set burns, which is the default", () => {
    expect(recipientOf(RETH, knownSet("0x26ddbf2a2f0bf8a7f656fa6f63aa9571af002551-1")).outcome).toBe(
      "burned",
    );
  });

  test("nobody gets native ETH and EIGEN: they are not redistributable", () => {
    for (const strategy of [NATIVE, EIGEN]) {
      expect(isRedistributable(strategy)).toBe(false);
      expect(recipientOf(strategy, knownSet(`${ALEPH}-0`))).toEqual({
        outcome: "burned",
        recipient: null,
        isAvsItself: false,
      });
    }
  });

  test("not known for a set that the file does not have", () => {
    expect(recipientOf(RETH, knownSet("0x1-0")).outcome).toBe("not-known");
  });
});

describe("published accounts", () => {
  test("stand beside the slashings that they are about, with source and date", () => {
    const vaults = publishedAccounts(VAULTS, EIGENYIELDS);
    expect(vaults.map(({ speaker }) => speaker)).toEqual([
      "EigenYields",
      "Delegators on the EigenLayer forum",
    ]);
    expect(publishedAccounts(ALEPH, EIGENYIELDS).map(({ speaker }) => speaker)).toEqual(["Aleph"]);
    for (const { urls, asOf } of vaults) {
      expect(urls.every((url) => url.startsWith("https://"))).toBe(true);
      expect(asOf).toMatch(/20\d\d/);
    }
  });

  test("are of no other operator", () => {
    expect(publishedAccounts(VAULTS, "0x1")).toEqual([]);
  });
});
