import { MODELS, type Model } from "@/server/network/security/cascade";
import { SHARES, type Share } from "@/server/network/security/share";

/** The most AVSs that can have a profit at once. */
export const MOST_PROFITS = 20;
/** The most fields that a URL can add to the form. */
const MOST_FIELDS = 40;
const MOST_USD = 1e15;

/** A supposition as it stands in the URL: a profit by the address of its AVS, as it was typed. */
export interface TypedSupposition {
  typed: Map<string, string>;
  profits: { avs: string; profitUsd: number }[];
  /** By address of the AVS: a sentence that says why the typed profit cannot be read. */
  faults: Map<string, string>;
  share: Share;
  model: Model;
  failed: string | null;
}

type Query = Record<string, string | string[] | undefined>;

const ADDRESS = /^0x[0-9a-f]{40}$/;
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)?.trim() ?? "";
const choiceOf = <T extends string>(choices: readonly [T, ...T[]], value: string): T =>
  choices.find((choice) => choice === value) ?? choices[0];

/** Returns the supposition in a URL. An empty field supposes no profit; a field that cannot be read gets a fault. */
export function readSupposition(query: Query): TypedSupposition {
  const typed = new Map<string, string>();
  for (const [key, value] of Object.entries(query)) {
    const address = key.toLowerCase();
    if (ADDRESS.test(address) && typed.size < MOST_FIELDS) typed.set(address, one(value));
  }
  const profits: TypedSupposition["profits"] = [];
  const faults = new Map<string, string>();
  for (const [avs, text] of [...typed]) {
    if (text === "") continue;
    const profitUsd = readUsd(text);
    if (typeof profitUsd === "string") faults.set(avs, profitUsd);
    else if (profitUsd > 0 && profits.length === MOST_PROFITS)
      faults.set(avs, `At most ${MOST_PROFITS} AVSs can have a profit. Empty another field first.`);
    else if (profitUsd > 0) profits.push({ avs, profitUsd });
  }
  const failed = one(query.failed).toLowerCase();
  return {
    typed,
    profits,
    faults,
    share: choiceOf(SHARES, one(query.share)),
    model: choiceOf(MODELS, one(query.model)),
    failed: ADDRESS.test(failed) ? failed : null,
  };
}

/** Returns typed dollars, "1,000,000", "$2.5m" and "250k" included, or the sentence that says what is wrong with them. */
function readUsd(text: string): number | string {
  const [, digits = "", unit = ""] = /^\$?\s*([\d,_ ]*\.?\d*)\s*([kmb]?)$/i.exec(text) ?? [];
  const number = Number(digits.replace(/[,_ ]/g, ""));
  if (!/\d/.test(digits) || !Number.isFinite(number))
    return "This is no amount of dollars. Type one such as 250000 or 1.5m.";
  const usd = number * { "": 1, k: 1e3, m: 1e6, b: 1e9 }[unit.toLowerCase() as "" | "k" | "m" | "b"];
  return usd > MOST_USD ? "Type at most a million billion dollars." : usd;
}
