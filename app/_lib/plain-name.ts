import { shortAddress } from "./address";

/** Marks that turn or hide text: controls, direction overrides and isolates, zero-width marks. */
const UNSEEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
const LONGEST = 80;

/** A self-declared name as it may be shown: one line of what can be seen, at most 80 characters; null when none is left. */
export function plainName(name: string | null | undefined): string | null {
  const text = (name ?? "").slice(0, 1000).replace(/\s+/g, " ").replace(UNSEEN, "").trim();
  if (text === "") return null;
  const letters = [...text];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : text;
}

/** What it is called here: its own word for itself, else its short address. */
export const nameOf = (name: string | null | undefined, address: string): string =>
  plainName(name) ?? shortAddress(address);
