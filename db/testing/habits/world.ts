/** The last block of the test world, and its time. */
export const worldBlock = 25_468_595;
export const worldTime = new Date("2026-07-05T00:00:00Z");
/** The wall clock at which the test world is read. */
export const worldReadAt = new Date("2026-07-05T20:00:00Z");

/** Returns the block that is this many days before the last one. */
export const blockAgo = (days: number) => worldBlock - Math.round(days * 7200);
/** Returns the time that is this many days before the last block, as a column stores it. */
export const timeAgo = (days: number) =>
  new Date(worldTime.getTime() - days * 86_400_000).toISOString().slice(0, 19).replace("T", " ");
export const dayAgo = (days: number) => timeAgo(days).slice(0, 10);
/** Returns US dollars as shares of a strategy whose token costs one dollar. */
export const dollars = (count: number) => `${count}000000000000000000`;
/** Returns a ratio as a fraction of 10^18. */
export const wad = (ratio: number) => String(BigInt(Math.round(ratio * 1e6)) * 10n ** 12n);

const address = (digit: string) => `0x${digit.repeat(40)}`;
/** The operators of the test world. */
export const who = {
  /** 1,000 dollars: member of EigenDA's set 0, half allocated to it. */
  steady: address("1"),
  /** 400 dollars until half of them was slashed 65 days ago. */
  slashed: address("2"),
  /** 100 dollars: its allocation rises from 20 % to 60 % in 7 days, its PI split from 10 % to 15 %. */
  pending: address("3"),
  /** 50 dollars: secures the AVS "Sets" only through its operator set. */
  bySet: address("4"),
  /** 30 dollars: left EigenDA's set 20 days ago; nothing that it allocated there can be slashed. */
  left: address("5"),
  eigenDa: address("a"),
  sets: address("b"),
  quiet: address("c"),
  usd: address("d"),
  eur: address("e"),
  forced: address("8"),
  returned: address("9"),
} as const;
export const setOfEigenDa = `${who.eigenDa}-0`;
export const setOfSets = `${who.sets}-1`;

/** The addresses that procedures about one entity are called with. */
export const everybody = {
  operators: [who.steady, who.slashed, who.pending, who.bySet, who.left],
  avs: [who.eigenDa, who.sets, who.quiet],
  strategies: [who.usd, who.eur],
  stakers: [who.steady, who.forced, who.returned],
};
