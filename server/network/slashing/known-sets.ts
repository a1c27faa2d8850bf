import file from "./known-sets.json";

/** Facts about an operator set that the pipeline does not have, with the block and transaction of its creation. */
export interface KnownSet {
  /** `<avs>-<n>`. */
  id: string;
  avs: string;
  createdBlock: number;
  transactionHash: string;
  /** `null` if none is known, which does not mean that the set cannot slash. It applies from its block on. */
  slasher: { address: string; setBlock: number; effectBlock: number } | null;
  /** `null` means that slashed stake is burned. Fixed when the set is created. */
  redistributionRecipient: string | null;
}

/** A published statement about slashings, in our words: "says …, not verified by us". */
export interface PublishedAccount {
  /** About slashings by this AVS, or only those of `operator` if it is given. */
  avs: string;
  operator: string | null;
  speaker: string;
  /** Continues the sentence after the speaker's name: "says that …". */
  says: string;
  urls: string[];
  /** The date on which we read it, or its commit. */
  asOf: string;
}

/** The source of the file, and the last block that it covers. */
export const knownSetsSource = {
  url: file.source,
  readAtBlock: file.readAtBlock,
  readOn: file.readOn,
  count: file.sets.length,
};

const sets = new Map<string, KnownSet>(
  file.sets.map((set) => [set.id, { ...set, avs: set.id.slice(0, set.id.lastIndexOf("-")) }]),
);

/** Returns the known facts of a set; `null` if it is not in the file. */
export const knownSet = (id: string): KnownSet | null => sets.get(id.toLowerCase()) ?? null;

const accounts: PublishedAccount[] = [
  {
    avs: "0x12b75d5ed35320b33daf37f90ff0f6d31796cc3d",
    operator: "0x5accc90436492f24e6af278569691e2c942a676d",
    speaker: "EigenYields",
    says: "says that it moves restaked assets into yield vaults by slashing with redistribution, no funds are lost, and receipt tokens can be claimed one for one through the rewards mechanism",
    urls: ["https://eigenyields.xyz/docs/how-it-works"],
    asOf: "read in November 2026",
  },
  {
    avs: "0x12b75d5ed35320b33daf37f90ff0f6d31796cc3d",
    operator: "0x5accc90436492f24e6af278569691e2c942a676d",
    speaker: "Delegators on the EigenLayer forum",
    says: "say that nobody told them, and they found the loss weeks later",
    urls: ["https://forum.eigenlayer.xyz/t/14829", "https://forum.eigenlayer.xyz/t/14835"],
    asOf: "read in November 2026",
  },
  {
    avs: "0x90c68bf0caca6b2a8ba7ede549c911f907b9ef79",
    operator: null,
    speaker: "Aleph",
    says: "says that a slash follows a staker's own request, the assets go to a vault, and the slashed shares are deposited for that staker",
    urls: ["https://github.com/AlephFi/avs/tree/9f62c60"],
    asOf: "its README of 17 December 2025",
  },
];

/** Returns published statements about an AVS's slashings of an operator. None is verified by us. */
export const publishedAccounts = (avs: string, operator: string): PublishedAccount[] =>
  accounts.filter(
    (account) =>
      account.avs === avs.toLowerCase() &&
      (account.operator === null || account.operator === operator.toLowerCase()),
  );
