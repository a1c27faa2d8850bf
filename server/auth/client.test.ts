import { describe, expect, test, vi } from "vitest";
import { withRemoteAddress } from "../http/remote-address";
import { log } from "../log";
import { clientOf, networkOf } from "./client";

const asked = (remote: string, forwarded?: string) =>
  new Headers(withRemoteAddress(forwarded ? { "x-forwarded-for": forwarded } : {}, remote) as HeadersInit);

test("a proxy that nobody trusts is spoken of once", () => {
  const warn = vi.spyOn(log, "warn").mockReturnValue();
  const ask = (forwarded: string) => clientOf(asked("::ffff:10.1.2.3", forwarded), []).ip;
  expect(ask("::ffff:10.1.2.3")).toBe("10.1.2.3");
  expect(warn).not.toHaveBeenCalled();
  expect([ask("198.51.100.1"), ask("198.51.100.2")]).toEqual(["10.1.2.3", "10.1.2.3"]);
  expect(warn.mock.calls).toEqual([[expect.stringContaining("set TRUSTED_PROXY")]]);
  warn.mockRestore();
});

describe("the address of a client", () => {
  const trusted = ["10.0.0.0/8", "192.0.2.7", "fd00::/8"];
  const from = (remote: string, forwarded?: string) => clientOf(asked(remote, forwarded), trusted).ip;

  test.each<[string, string, string | undefined, string | null]>([
    ["the other end of the connection", "203.0.113.5", undefined, "203.0.113.5"],
    ["never what a stranger says of itself", "203.0.113.5", "198.51.100.1", "203.0.113.5"],
    ["whom a trusted proxy names", "10.1.2.3", "198.51.100.1", "198.51.100.1"],
    [
      "whom the first trusted proxy names, not what came before",
      "10.1.2.3",
      "1.1.1.1, 198.51.100.1",
      "198.51.100.1",
    ],
    ["read through several proxies", "192.0.2.7", "1.1.1.1, 198.51.100.1, 10.9.9.9", "198.51.100.1"],
    ["the proxy, when it names nobody", "10.1.2.3", undefined, "10.1.2.3"],
    ["the proxy, when it names nonsense", "10.1.2.3", "unknown", "10.1.2.3"],
    ["of IPv4 as such, also over IPv6", "::ffff:203.0.113.5", undefined, "203.0.113.5"],
    ["of IPv4, mapped in hexadecimal", "::ffff:cb00:7105", undefined, "203.0.113.5"],
    ["of IPv4, mapped and written out", "0:0:0:0:0:FFFF:203.0.113.5", undefined, "203.0.113.5"],
    ["read through a proxy that is mapped", "::FFFF:a01:203", "198.51.100.1", "198.51.100.1"],
    ["whom a proxy names with a port", "10.1.2.3", "198.51.100.1:4711", "198.51.100.1"],
    ["whom a proxy names mapped", "10.1.2.3", "::ffff:c633:6401", "198.51.100.1"],
    ["of IPv6 in brackets, with a port", "10.1.2.3", "[2001:db8::9]:443", "2001:db8::9"],
    ["of IPv6 in brackets, without one", "10.1.2.3", "[2001:DB8:0:0::9]", "2001:db8::9"],
    ["of IPv6 without its zone", "fe80::1%eth0", undefined, "fe80::1"],
    [
      "read past a proxy that is named with a port",
      "10.1.2.3",
      "1.1.1.1, 198.51.100.1, 10.9.9.9:80",
      "198.51.100.1",
    ],
    ["of IPv6, behind a proxy of IPv6", "fd00::1", "2001:db8::9", "2001:db8::9"],
    ["unknown, when it is none", "somewhere", undefined, null],
  ])("is %s", (_, peer, forwarded, expected) => {
    expect(from(peer, forwarded)).toBe(expected);
  });
});

test.each([
  ["203.0.113.5", "203.0.113.5"],
  ["::ffff:203.0.113.5", "203.0.113.5"],
  ["::ffff:cb00:7105", "203.0.113.5"],
  ["0:0:0:0:0:ffff:203.0.113.5", "203.0.113.5"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  [null, "unknown"],
])("counts %s as %s", (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});

test.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox on Linux"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1",
    "Safari on iOS",
  ],
  ["curl/8.0", "curl"],
  ["<script>alert(1)</script>", null],
  ["", null],
])("names the device of %j", (agent, device) => {
  const named = clientOf(new Headers({ "user-agent": agent })).device;
  if (device === null) expect(named ?? "").not.toMatch(/[<>]/);
  else expect(named).toBe(device);
});
