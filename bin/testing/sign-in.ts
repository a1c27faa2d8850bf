import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";

/** A browser's cookie jar and its wallet; `ask` fetches with the cookies and keeps the new ones. */
export type SignedIn = Awaited<ReturnType<typeof signIn>>;

/** Returns a browser that has signed in at `site` by SIWE. Throws when the site refuses. */
export async function signIn(site: string, wallet = privateKeyToAccount(generatePrivateKey())) {
  const cookies = new Map<string, string>();
  const ask = async (url: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { ...init, headers: { ...init.headers, cookie }, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  const asked = await ask(`${site}/api/trpc/account.session.nonce`, { method: "POST" });
  const { nonce } = (await asked.json()).result.data.json;
  const { host: domain, origin: uri } = new URL(site);
  const message = createSiweMessage({
    address: wallet.address,
    domain,
    uri,
    version: "1",
    chainId: 1,
    nonce,
    issuedAt: new Date(),
  });
  const { csrfToken } = await (await ask(`${site}/api/auth/csrf`)).json();
  const signature = await wallet.signMessage({ message });
  const body = new URLSearchParams({ csrfToken, json: "true", message, signature });
  const { status } = await ask(`${site}/api/auth/callback/siwe`, { method: "POST", body });
  if (status !== 200) throw new Error(`${site} refused the sign-in with ${status}.`);
  return { ask, wallet };
}
