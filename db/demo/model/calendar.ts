/** Times are seconds since 1970 in UTC. Days are whole days since 1970, and mean their 00:00 UTC. */
export const secondsPerDay = 86_400;

export const presentBlock = 25_468_595;
export const present = secondsOf("2026-07-05T00:00:00Z");
export const presentDay = present / secondsPerDay;

/**
 * The first slashing on mainnet, whose block and time are known: the second point of the line between blocks and
 * times.
 */
const anchor = { block: 23_442_944, time: secondsOf("2025-09-25T22:11:23Z") };
const secondsPerBlock = (present - anchor.time) / (presentBlock - anchor.block);

/** Returns the block at a time, on the straight line through two known points (about 12.03 seconds a block). */
export function blockAt(time: number): number {
  return presentBlock - Math.round((present - time) / secondsPerBlock);
}

/** Returns the time of a block, on the same line as `blockAt`. */
export function timeAt(block: number): number {
  return present - Math.round((presentBlock - block) * secondsPerBlock);
}

export function secondsOf(text: string): number {
  const milliseconds = Date.parse(text.endsWith("Z") || text.length === 10 ? text : `${text}Z`);
  if (Number.isNaN(milliseconds)) throw new Error(`Not a time: ${text}`);
  return milliseconds / 1000;
}

export function dayOf(text: string): number {
  return Math.floor(secondsOf(text) / secondsPerDay);
}

const dayTexts = new Map<number, string>();

/** Returns a day as "2026-07-05". */
export function dayText(day: number): string {
  const known = dayTexts.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * secondsPerDay * 1000).toISOString().slice(0, 10);
  dayTexts.set(day, text);
  return text;
}

/** Returns a time as "2026-07-05 00:00:00", which Postgres reads as a timestamp without time zone. */
export function timeText(time: number): string {
  const whole = Math.floor(time);
  const day = Math.floor(whole / secondsPerDay);
  const rest = whole - day * secondsPerDay;
  const two = (n: number) => (n < 10 ? `0${n}` : `${n}`);
  return `${dayText(day)} ${two(Math.floor(rest / 3600))}:${two(Math.floor((rest % 3600) / 60))}:${two(rest % 60)}`;
}
