import { z } from "zod";
import { OPERATOR_SORTS, SCREENER_SORTS } from "@/db/analytics/operators";
import { address, bounds, paging, searched } from "../inputs";

const filters = {
  q: searched(100).optional(),
  status: z.enum(["active", "inactive", "all"]).default("active"),
  tvsUsd: bounds(1e15),
  delegatorCount: bounds(1e9),
  avsCount: bounds(1e6),
  commissionBps: bounds(10_000),
  slashed: z.boolean().optional(),
  permissioned: z.boolean().optional(),
  strategy: address.optional(),
  avs: address.optional(),
};

/** What a visitor may ask of the operator list. Bounds are inclusive, in USD, counts and basis points. */
export const operatorListInput = z.object({
  ...filters,
  ...paging,
  sort: z.enum(OPERATOR_SORTS).default("tvs"),
  dir: z.enum(["asc", "desc"]).default("desc"),
});

/** What the screener asks beyond it: risk levels, and the score as a column to sort by. */
export const operatorScreenerInput = operatorListInput.extend({
  riskLevels: z
    .array(z.enum(["LOW", "MEDIUM", "HIGH", "CRITICAL"]))
    .max(4)
    .optional(),
  sort: z.enum(SCREENER_SORTS).default("tvs"),
});
