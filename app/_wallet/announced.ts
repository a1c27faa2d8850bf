import * as z from "zod/mini";
import { plainName } from "@/app/_components/entity/plain-name";
import { checkProvider, type Provider } from "./provider";
import { REMOTE_ID } from "./relay";
import { peek } from "./wallet-error";

/** A wallet of this browser, announced by EIP-6963. */
export type Announced = {
  /** The wallet's reverse domain name, which is the same on every page. */
  id: string;
  name: string;
  /** The wallet's icon as a data URL. */
  icon: string | undefined;
  provider: Provider;
};

/** The id of a wallet that announces nothing and is found in `window.ethereum`. */
const UNANNOUNCED = "injected";
const MOST = 50;
const LONGEST_NAME = 40;
const LONGEST_ICON = 500_000;

const word = z.catch(z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(500))), undefined);
const announcement = z.object({
  uuid: word,
  rdns: word,
  name: word,
  icon: z.catch(
    z.optional(z.string().check(z.trim(), z.regex(/^data:image\//), z.maxLength(LONGEST_ICON))),
    undefined,
  ),
});

const found: (Announced & { uuid: string | undefined })[] = [];
const listeners = new Set<() => void>();
let isListening = false;

/** Returns the wallet of an EIP-6963 announcement, or `undefined` without a name or a usable provider. */
function readAnnouncement(event: Event): (Announced & { uuid: string | undefined }) | undefined {
  const detail = peek(event, "detail");
  const provider = checkProvider(peek(detail, "provider"));
  const info = peek(detail, "info");
  if (!provider || typeof info !== "object" || info === null) return undefined;
  const { uuid, rdns, name, icon } = announcement.parse({
    uuid: peek(info, "uuid"),
    rdns: peek(info, "rdns"),
    name: peek(info, "name"),
    icon: peek(info, "icon"),
  });
  const id = rdns ?? uuid;
  if (id === undefined) return undefined;
  return { id, uuid, name: (plainName(name) ?? id).slice(0, LONGEST_NAME), icon, provider };
}

function add(event: Event) {
  const wallet = readAnnouncement(event);
  if (!wallet || found.length >= MOST) return;
  const { id, uuid, name, provider } = wallet;
  // Wallets answer every request again, and some wrap their provider in a new object each time.
  const isKnown = found.some(
    (one) => one.provider === provider || (one.uuid === uuid && one.id === id && one.name === name),
  );
  if (isKnown) return;
  const isTaken = [UNANNOUNCED, REMOTE_ID].includes(id) || found.some((one) => one.id === id);
  found.push(isTaken ? { ...wallet, id: `${id}#${uuid ?? found.length}` } : wallet);
  for (const tell of listeners) tell();
}

/**
 * Asks the wallets of this browser to announce themselves, and calls `listener` for each new one. Returns a
 * function that stops it.
 */
export function watchAnnounced(listener: () => void): () => void {
  listeners.add(listener);
  if (!isListening) window.addEventListener("eip6963:announceProvider", add);
  isListening = true;
  window.dispatchEvent(new Event("eip6963:requestProvider"));
  return () => void listeners.delete(listener);
}

/** Returns the wallets announced so far by name, or the one in `window.ethereum` when there is no other. */
export function listAnnounced(): Announced[] {
  if (found.length > 0) return [...found].sort((a, b) => a.name.localeCompare(b.name));
  const provider = checkProvider(peek(window, "ethereum"));
  return provider ? [{ id: UNANNOUNCED, name: "Browser wallet", icon: undefined, provider }] : [];
}
