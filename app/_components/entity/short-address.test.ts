import { expect, it } from "vitest";
import { checksumAddress } from "./short-address";

it("spells an address of any case as EIP-55, and leaves anything else alone", () => {
  const spelled = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
  expect(checksumAddress(spelled.toLowerCase())).toBe(spelled);
  expect(checksumAddress(spelled.replace("aA", "Aa"))).toBe(spelled);
  expect(checksumAddress("0x12")).toBe("0x12");
});
