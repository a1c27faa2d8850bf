import type { PrivateKeyAccount } from "viem";
import { createSiweMessage } from "viem/siwe";
import { site } from "./settings";
import { STATEMENTS } from "./statements";

type Fields = Parameters<typeof createSiweMessage>[0];

/** Returns a message as our pages make it, with any field changed. */
export const messageFor = (account: PrivateKeyAccount, nonce: string, change: Partial<Fields> = {}) =>
  createSiweMessage({
    address: account.address,
    domain: site.host,
    uri: site.origin,
    statement: STATEMENTS.signIn,
    version: "1",
    chainId: 1,
    nonce,
    issuedAt: new Date(),
    ...change,
  });

/** Returns a browser's cookie jar: it sends its cookies and stores new ones. */
export function makeBrowser(
  agent = "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0",
) {
  const jar = new Map<string, string>();
  const headers = (more: Record<string, string> = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    return new Headers({ "user-agent": agent, ...(cookie && { cookie }), ...more });
  };
  const keep = (answer: Headers) => {
    for (const cookie of answer.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      const isOver = /max-age=0|expires=thu, 01 jan 1970/i.test(cookie) || value === "";
      if (isOver) jar.delete(name);
      else jar.set(name, value);
    }
  };
  return { jar, headers, keep };
}
