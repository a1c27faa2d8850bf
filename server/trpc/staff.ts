import type { AccountRole } from "@/db/user/users";
import type { Feature } from "./tiers";

/** Features of those who administer the site, each with the least role that may use it. They are no part of the price list. */
export const STAFF_FEATURES = {
  readAccounts: "support",
  changeAccounts: "admin",
  siteSettings: "admin",
} as const satisfies Record<string, Exclude<AccountRole, "user">>;
export type StaffFeature = keyof typeof STAFF_FEATURES;
/** A feature of any procedure. */
export type AnyFeature = Feature | StaffFeature;

const RANK: Record<AccountRole, number> = { user: 0, support: 1, admin: 2 };

/** Returns whether an account may read accounts of others. A visitor has none. */
export const isStaff = (account: { role: AccountRole } | undefined): boolean =>
  account !== undefined && account.role !== "user";

export const mayAdminister = ({ role }: { role: AccountRole }, feature: StaffFeature): boolean =>
  RANK[role] >= RANK[STAFF_FEATURES[feature]];
