/** The part of a strategy that an example allocates, in hundredths, and how it came about. */
export type ExampleAllocation = {
  operator: number;
  avs: number;
  set: number;
  hundredths: number;
  /** The announcement, and what was allocated before it. */
  announcedAt: number;
  before?: { hundredths: number; announcedAt: number };
};
