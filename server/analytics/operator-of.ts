import { z } from "zod";
import type { AnalyticsDb } from "@/db/analytics/client";
import { findOperatorId } from "@/db/analytics/operator-known";
import { address } from "../inputs";
import { found } from "../trpc";

/** The question after one operator. */
export const operator = z.object({ address });

export const dir = z.enum(["asc", "desc"]).default("desc");

/** The operator asked about; NOT_FOUND when the address is none, so that nothing is never taken for "has none". */
export const operatorOf = async (db: AnalyticsDb, asked: { address: string }) =>
  found(await findOperatorId(db, asked.address), "operator");
