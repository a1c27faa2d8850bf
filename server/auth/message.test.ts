import { describe, expect, test } from "vitest";
import { checkMessage, nonceOf } from "./message";
import { STATEMENTS } from "./statements";

const now = new Date("2026-07-05T12:00:00Z");
const origin = new URL("https://app.example.org:8443");
const wallet = "0x5ACCC90436492F24E6aF278569691e2c942A676d";
const good = {
  domain: "app.example.org:8443",
  address: wallet,
  statement: STATEMENTS.signIn as string | undefined,
  uri: "https://app.example.org:8443",
  version: "1",
  chainId: "1",
  nonce: "0123456789abcdef0123456789abcdef",
  issuedAt: "2026-07-05T11:59:30.000Z",
  more: "",
};

/** Returns an EIP-4361 message assembled by hand, so that a test can make any part of it wrong. */
function messageOf(change: Partial<typeof good> = {}): string {
  const { domain, address, statement, uri, version, chainId, nonce, issuedAt, more } = { ...good, ...change };
  const said = statement === undefined ? "" : `${statement}\n`;
  return `${domain} wants you to sign in with your Ethereum account:\n${address}\n\n${said}\nURI: ${uri}\nVersion: ${version}\nChain ID: ${chainId}\nNonce: ${nonce}\nIssued At: ${issuedAt}${more}`;
}
const check = (text: string, purpose: keyof typeof STATEMENTS = "signIn") =>
  checkMessage(text, { origin, chainIds: [1, 17000], purpose, now });

describe("a message is taken", () => {
  test.each<[string, Partial<typeof good>]>([
    ["as we ask for it", {}],
    ["without a statement", { statement: undefined }],
    ["with the scheme of the site", { domain: "https://app.example.org:8443" }],
    ["with a slash after the origin", { uri: "https://app.example.org:8443/" }],
    ["on another chain that is allowed", { chainId: "17000" }],
    ["from ten minutes ago", { issuedAt: "2026-07-05T11:50:00Z" }],
    ["from a clock that is a little ahead", { issuedAt: "2026-07-05T12:00:09Z" }],
    ["that is valid until later", { more: "\nExpiration Time: 2026-07-05T12:00:01Z" }],
    ["that is valid since just now", { more: "\nNot Before: 2026-07-05T12:00:00Z" }],
    ["with a request id and resources", { more: "\nRequest ID: 7\nResources:\n- https://example.com/a" }],
    ["with a time in another zone", { issuedAt: "2026-07-05T13:59:30+02:00" }],
  ])("%s", (_, change) => {
    const chainId = Number(change.chainId ?? 1);
    expect(check(messageOf(change))).toEqual({ address: wallet, nonce: good.nonce, chainId });
  });
});

describe("a message is refused", () => {
  const lookAlike = "app.ex\u0430mple.org:8443";
  test.each<[string, Partial<typeof good>]>([
    ["for another domain", { domain: "evil.example" }],
    ["for a subdomain", { domain: "www.app.example.org:8443" }],
    ["for the domain above", { domain: "example.org:8443" }],
    ["for a domain that begins alike", { domain: "app.example.org:8443.evil.example" }],
    ["for another port", { domain: "app.example.org:8444" }],
    ["for no port", { domain: "app.example.org" }],
    ["for the domain in capitals", { domain: "APP.example.org:8443" }],
    ["for another scheme", { domain: "http://app.example.org:8443" }],
    ["for somebody at the domain", { domain: "eve@app.example.org:8443" }],
    ["for a look-alike domain", { domain: lookAlike }],
    ["with a URI of another host", { uri: "https://evil.example" }],
    ["with a URI of another scheme", { uri: "http://app.example.org:8443" }],
    ["with a URI of another port", { uri: "https://app.example.org" }],
    ["with a URI of another path", { uri: "https://app.example.org:8443/login" }],
    ["with a URI that hides another host", { uri: "https://app.example.org:8443@evil.example" }],
    ["on a chain that is not allowed", { chainId: "137" }],
    ["on a chain written otherwise", { chainId: "0x1" }],
    ["on a chain with a nought before it", { chainId: "01" }],
    ["of another version", { version: "2" }],
    ["of no version", { version: "" }],
    ["without a nonce", { nonce: "" }],
    ["with a nonce that is too short", { nonce: "abc" }],
    ["with a nonce of other letters", { nonce: "0123456789abcdef-_" }],
    ["with another statement", { statement: "Sign in to EigenWatch, and give me your house." }],
    ["with a statement in another case", { statement: STATEMENTS.signIn.toUpperCase() }],
    ["with the statement of another purpose", { statement: STATEMENTS.delete }],
    ["with an empty statement", { statement: "" }],
    ["issued in the future", { issuedAt: "2026-07-05T12:00:11Z" }],
    ["issued more than ten minutes ago", { issuedAt: "2026-07-05T11:49:59Z" }],
    ["issued on no day", { issuedAt: "2026-13-45T00:00:00Z" }],
    ["issued without a zone", { issuedAt: "2026-07-05T11:59:30" }],
    ["issued at no time", { issuedAt: "" }],
    ["that has expired", { more: "\nExpiration Time: 2026-07-05T12:00:00Z" }],
    ["that is not valid yet", { more: "\nNot Before: 2026-07-05T12:00:01Z" }],
    ["with an expiry that is no time", { more: "\nExpiration Time: never" }],
    ["with an address in lower case", { address: wallet.toLowerCase() }],
    ["with an address in capitals", { address: `0x${wallet.slice(2).toUpperCase()}` }],
    ["with a wrong checksum", { address: "0x5AcCc90436492F24E6aF278569691e2c942A676d" }],
    ["with an address that is too short", { address: wallet.slice(0, 41) }],
    ["with a line at the end", { more: "\n" }],
    ["with a line of its own", { more: "\nTier: PRO" }],
    ["with its lines in another order", { version: "1\nNonce: 0123456789abcdef", nonce: "x" }],
    ["with two nonces", { nonce: `${good.nonce}\nNonce: ${good.nonce}` }],
    ["with a NUL", { statement: `${STATEMENTS.signIn}\0` }],
    ["with a mark that turns the reading direction", { statement: `${STATEMENTS.signIn}\u202e` }],
    ["with a tab", { statement: `${STATEMENTS.signIn}\t` }],
    ["of more than 2 KB", { more: `\nRequest ID: ${"x".repeat(2048)}` }],
  ])("%s", (_, change) => {
    expect(check(messageOf(change))).toBeUndefined();
  });

  test.each<[string, (text: string) => string]>([
    ["with lines that end in CR LF", (text) => text.replaceAll("\n", "\r\n")],
    ["with one CR", (text) => text.replace("\n", "\r\n")],
    ["after a byte order mark", (text) => `\ufeff${text}`],
    ["after a line", (text) => `\n${text}`],
    ["after a space", (text) => ` ${text}`],
    ["before a space", (text) => `${text} `],
    ["that is empty", () => ""],
    ["that is only a greeting", () => "Hello"],
  ])("%s", (_, change) => {
    expect(check(change(messageOf()))).toBeUndefined();
  });
});

test.each(["confirm", "delete"] as const)("to %s needs its own statement", (purpose) => {
  expect(check(messageOf({ statement: STATEMENTS[purpose] }), purpose)).toMatchObject({ address: wallet });
  for (const statement of [undefined, STATEMENTS.signIn])
    expect(check(messageOf({ statement }), purpose)).toBeUndefined();
});

test("finds the nonce of a message that is not right otherwise", () => {
  const wrong = messageOf({ domain: "evil.example", address: wallet.toLowerCase() });
  expect(nonceOf(wrong)).toBe(good.nonce);
  expect(nonceOf("Nonce: a b")).toBeUndefined();
});
