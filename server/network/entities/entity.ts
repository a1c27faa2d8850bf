import type { UsdSum } from "../unknown";
import type { EntityKind } from "./known-entities";

/** Operators that belong together, as a review found. */
export interface Entity {
  /** Its name in the address of its page. */
  slug: string;
  name: string;
  kind: EntityKind;
  website: string;
  /** The day of the review. */
  reviewedOn: string;
  evidence: string;
  /** The addresses of the file that are operators in this network. */
  members: EntityMember[];
  /** The AVSs that it runs itself, as the review found, whether they are in this network or not. */
  runs: EntityAvs[];
  /** The whole value of its operators. */
  value: UsdSum;
}

interface EntityAvs {
  avs: string;
  reviewedName: string;
  evidence: string;
}

interface EntityMember {
  operator: string;
  /** The name that it declared when it was reviewed. */
  reviewedName: string;
  evidence: string;
  /** Why the operator stays in the group although it declares another name now. */
  renamed: string | null;
}
