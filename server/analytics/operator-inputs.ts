import { z } from "zod";
import { VERDICT_WORDS } from "../network/verdict/verdict";
import { address, bounds, searched, slug } from "../trpc/inputs";

/** The operator list's filters that everybody may use. Bounds are inclusive, in USD, counts and basis points. */
export const operatorFilter = z.object({
  q: searched(100).optional(),
  status: z.enum(["listed", "staked", "active", "inactive", "all"]).default("listed"),
  tvsUsd: bounds(1e15),
  delegatorCount: bounds(1e9),
  avsCount: bounds(1e6),
  commissionBps: bounds(10_000),
  slashed: z.boolean().optional(),
  permissioned: z.boolean().optional(),
  strategy: address.optional(),
  avs: address.optional(),
  entity: slug.optional(),
  verdicts: z.array(z.enum(VERDICT_WORDS)).max(VERDICT_WORDS.length).optional(),
});
