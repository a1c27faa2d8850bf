import { expect, test } from "vitest";
import { hostOf, hostsIn, nameKey } from "./declared";

test.each([
  ["https://eigenyields.xyz/docs", "eigenyields.xyz"],
  ["http://WWW.InfStones.com", "infstones.com"],
  ["https://app.eigenlayer.xyz/operator/0x5acc", null],
  ["https://x.com/EigenYields", null],
  ["https://somebody.github.io/node", null],
  ["https://notx.com", "notx.com"],
  ["https://10.0.0.1/status", null],
  ["http://localhost:3000", null],
  ["javascript:alert(1)", null],
  ["not a url", null],
  [null, null],
])("the host of %s is %s", (website, host) => {
  expect(hostOf(website)).toBe(host);
});

test.each([
  ["👉 eigenyields.xyz/vaults", ["eigenyields.xyz"]],
  ["see https://www.Example.org/a and b.example.org.", ["example.org", "b.example.org"]],
  ["slash 10%", []],
  ["mail to admin@example.org", []],
  ["noteigenyields.xyz", ["noteigenyields.xyz"]],
  [null, []],
])("the hosts in %s are %s", (text, hosts) => {
  expect(hostsIn(text)).toEqual(hosts);
});

test("compares names by letters and digits, and an empty name with nothing", () => {
  expect(nameKey("P2P.org")).toBe(nameKey("p2p org"));
  expect(nameKey("EigenYields")).not.toBe(nameKey("EigenYields Vaults"));
  expect(nameKey("🚀 ")).toBeNull();
  expect(nameKey(null)).toBeNull();
});
