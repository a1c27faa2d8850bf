import { SIGN_IN_ERRORS } from "@/server/auth/statements";
import { TIERS, type Tier } from "@/server/tiers";

export type Signed = { message: string; signature: string };

/** The endpoints of next-auth, asked without its client, which would come with every page. */
const post = async (action: string, fields: Record<string, string>) => {
  const { csrfToken } = await (await fetch("/api/auth/csrf", { cache: "no-store" })).json();
  const body = new URLSearchParams({ ...fields, csrfToken: String(csrfToken), json: "true" });
  return await fetch(`/api/auth/${action}`, { method: "POST", body, redirect: "manual" });
};

/** Hands a signed message in. Answers `undefined` when it opened a session, else the sentence that says why not. */
export async function openSession(signed: Signed): Promise<string | undefined> {
  try {
    const response = await post("callback/siwe", signed);
    if (response.ok) return undefined;
    const said: unknown = await response.json().catch(() => undefined);
    const known = typeof said === "object" && said !== null && "message" in said && said.message;
    return typeof known === "string" ? known : SIGN_IN_ERRORS.UNAVAILABLE;
  } catch {
    return SIGN_IN_ERRORS.UNAVAILABLE;
  }
}

/** Ends the session of this browser; false when the server could not be told. */
export async function closeSession(): Promise<boolean> {
  try {
    return (await post("signout", {})).ok;
  } catch {
    return false;
  }
}

/** Whom the session belongs to, `null` when there is none any more, `undefined` when nobody could say. Renews it. */
export async function readSession(): Promise<
  { address: string; tier: Tier; displayName: string | null } | null | undefined
> {
  try {
    const response = await fetch("/api/auth/session", { cache: "no-store" });
    if (!response.ok) return undefined;
    const { user } = await response.json();
    const tier = TIERS.find((one) => one === user?.tier);
    return tier ? { tier, address: String(user.address), displayName: user.name ?? null } : null;
  } catch {
    return undefined;
  }
}
