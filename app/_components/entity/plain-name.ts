import { shortAddress } from "./short-address";

/** Characters that reorder or hide text: controls, direction overrides and isolates, zero-width characters. */
const UNSEEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
const LONGEST = 80;

/** Returns a self-declared name as one line of visible characters, at most 80; null when none is left. */
export function plainName(name: string | null | undefined): string | null {
  const text = (name ?? "").slice(0, 1000).replace(/\s+/g, " ").replace(UNSEEN, "").trim();
  if (text === "") return null;
  const letters = [...text];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : text;
}

/** Returns the self-declared name, or else the short address. */
export const nameOf = (name: string | null | undefined, address: string): string =>
  plainName(name) ?? shortAddress(address);

/** Letters that are written from right to left, by the blocks that Unicode keeps for them. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const [ISOLATE, END] = ["\u2068", "\u2069"];

/**
 * Returns text that leaves the sentence around it alone: with a direction of its own if any of it is written from right to
 * left.
 */
export const isolated = (text: string): string =>
  RIGHT_TO_LEFT.test(text) ? `${ISOLATE}${text}${END}` : text;

/** Returns the self-declared name, or else the short address, for a sentence that is one string. */
export const sentenceName = (name: string | null | undefined, address: string): string =>
  isolated(nameOf(name, address));
