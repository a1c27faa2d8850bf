/** The demo's only seed. Every modelled value is a function of it and of the name of the modelled thing. */
export const demoSeed = "eigenwatch-demo-1";

export type Random = {
  /** Uniform in [0, 1). */
  next: () => number;
  /** Standard normal. */
  normal: () => number;
  /** Exponential with the given mean. */
  exponential: (mean: number) => number;
  /** Integer in [from, to]. */
  integer: (from: number, to: number) => number;
  pick: <T>(items: readonly T[]) => T;
  /** Lower-case hex without 0x, of the given number of 32-bit words. */
  hex: (words: number) => string;
};

/** Returns a generator (sfc32) for one named thing. Its numbers do not depend on any other generator. */
export function randomFor(...name: (string | number)[]): Random {
  let [a, b, c, d] = hash(`${demoSeed}|${name.join("|")}`);
  const word = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 8; i++) word();
  const next = () => word() / 4294967296;
  return {
    next,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    exponential: (mean) => -mean * Math.log(1 - next()),
    integer: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error("Nothing to pick from.");
      return item;
    },
    hex: (words) => {
      let text = "";
      for (let i = 0; i < words; i++) text += word().toString(16).padStart(8, "0");
      return text;
    },
  };
}

/** Returns a 20-byte address derived from a name. */
export function addressFor(...name: (string | number)[]): string {
  return `0x${randomFor("address", ...name).hex(5)}`;
}

/** Returns a 32-byte transaction hash derived from the name of an event. */
export function transactionFor(...name: (string | number)[]): string {
  return `0x${randomFor("transaction", ...name).hex(8)}`;
}

function hash(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a];
}
