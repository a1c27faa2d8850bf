/** Decoders of every amount and time that leaves `db/`: text from Postgres in, a quantity out; null stays null. */

type Text = string | number | null | undefined;

/** Returns US dollars as a number; at 10^13 dollars a cent is still exact. */
export const usd = (text: Text): number | null => real(text);

/** Returns a plain number, such as a score, a percentile, or a ratio stored as 0..1. */
export const real = (text: Text): number | null => {
  if (text === null || text === undefined || text === "") return null;
  const value = Number(text);
  if (!Number.isFinite(value)) return null;
  return value;
};

/** Returns a count. Throws when it is not whole. */
export const count = (text: Text | bigint): number | null => {
  if (text === null || text === undefined) return null;
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is not a count.`);
  return value;
};

/** Returns basis points, 1/100 of a percent: 1000 is 10 %. */
export const bps = (text: Text): number | null => real(text);

/** Returns a ratio of 0..1 for a percentage stored as 0..100. */
export const ratioFromPercent = (text: Text): number | null => {
  const percent = real(text);
  return percent === null ? null : percent / 100;
};

/** Returns shares, magnitudes or token amounts in their smallest unit, exactly. Throws on a fraction. */
export const wei = (text: string | bigint | null | undefined): bigint | null => {
  if (text === null || text === undefined) return null;
  if (typeof text === "bigint") return text;
  const whole = /^([+-]?\d+)(?:\.0*)?$/.exec(text)?.[1];
  if (whole === undefined) throw new Error(`${text} is not a whole amount.`);
  return BigInt(whole);
};

/** Returns an instant from a `timestamp without time zone`, which the pipeline writes in UTC, or a `timestamptz`. */
export const instant = (text: string): Date => {
  const [, day, time = "00:00:00", zone = "Z"] =
    /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2}(?:\.\d+)?))?(Z|[+-]\d{2}(?::?\d{2})?)?$/.exec(text) ?? [];
  const offset = /^[+-]\d{2}$/.test(zone) ? `${zone}:00` : zone;
  const value = new Date(`${day}T${time}${offset}`);
  if (day === undefined || Number.isNaN(value.getTime())) throw new Error(`${text} is not an instant.`);
  return value;
};

/** Returns an instant, or null for an empty column. */
export const maybeInstant = (text: string | null | undefined): Date | null =>
  text === null || text === undefined ? null : instant(text);

/** Returns a calendar day, "2026-07-05", from a `date` column or the UTC day of a timestamp. */
export const day = (text: string): string => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  return instant(text).toISOString().slice(0, 10);
};
