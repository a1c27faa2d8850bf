/** The part of a strategy that an example operator allocates, in hundredths, and its history. */
export type ExampleAllocation = {
  operator: number;
  avs: number;
  set: number;
  hundredths: number;
  /** The time of the announcement, and the part allocated before it. */
  announcedAt: number;
  before?: { hundredths: number; announcedAt: number };
  /** The block of the slash that lowered it. Such a fall counts at once. */
  slashBlock?: number;
};
