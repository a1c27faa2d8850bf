/** Answers of EigenLayer's contracts, all of one block: facts of a network beside those of the pipeline. */
export interface ChainFacts {
  chainId: number;
  readAtBlock: number;
  /** The time of the block at which everything was asked. */
  readAt: Date;
  /** Allocation delays by operator. An operator that was not asked, or for which no answer came, is missing. */
  delays: Map<string, ChainDelay>;
  /** Operator sets by id, "<avs>-<number>". A set that the contract does not know is missing. */
  sets: Map<string, ChainSet>;
  /** Memberships by "<operator> <set>", for every pair with an allocation. A pair without an answer is missing. */
  memberships: Map<string, ChainMembership>;
  /** How many operator sets each AVS has created, by its address, to tell whether all of them are known. */
  setCounts: Map<string, number>;
}

/** An operator's allocation delay in blocks. */
export interface ChainDelay {
  /** `null` if the operator never set one: it has to, and to wait 17.5 days, before its first allocation. */
  allocationDelayBlocks: number | null;
  isDelaySet: boolean;
  /**
   * Whether a pending change would be known: no function of the contract returns it, only storage, if the node allows
   * reading it.
   */
  isPendingKnown: boolean;
  /** The delay that takes over at `pendingEffectBlock`; both `null` where no change is pending, or none is known. */
  pendingDelayBlocks: number | null;
  pendingEffectBlock: number | null;
  readAtBlock: number;
}

export interface ChainSet {
  /**
   * `null`: none is set. A set older than this field may still slash, since anybody may make the call that sets one.
   */
  slasher: string | null;
  /** The slasher that takes over at `pendingSlasherBlock`; both `null` where no change is pending. */
  pendingSlasher: string | null;
  pendingSlasherBlock: number | null;
  isRedistributing: boolean;
  /** The strategies whose stake it can slash; `null` where no answer came. */
  strategies: string[] | null;
  /** `null` where the set burns what it slashes. */
  recipient: string | null;
  readAtBlock: number;
}

/** An operator's membership in an operator set, and whether the set can still slash it. */
export interface ChainMembership {
  isMember: boolean;
  /** Whether the set can slash the operator: it is a member, or left at most 100,800 blocks before. */
  isSlashable: boolean;
  /** The block in which it left. `null` for a member, for one that never was one, and where storage cannot be read. */
  leftBlock: number | null;
  readAtBlock: number;
}
