import { eq, sql } from "drizzle-orm";
import { afterAll, bench, describe, inject } from "vitest";
import { operatorMetadata, operatorState } from "@/drizzle/analytics/schema";
import { connectAnalytics } from "./client";
import { findOperator } from "./operator-overview";
import { listOperators, listScreenedOperators } from "./operators";
import { searchEntities } from "./search";

const { db, close } = connectAnalytics(inject("demoReaderUrl"));
afterAll(close);

const page = { sort: "tvs", dir: "desc", page: 1, perPage: 50 } as const;

describe("a page of 50 operators with every figure", () => {
  bench("one statement for the page and one for the total", async () => {
    await listOperators(db, { status: "all" }, page);
  });
  bench("the same figures asked row by row", async () => {
    const rows = await db
      .select({ address: operatorState.operatorAddress })
      .from(operatorState)
      .orderBy(sql`${operatorState.totalTvs} desc nulls last`)
      .limit(50);
    for (const { address } of rows) await findOperator(db, address);
  });
});

describe("what a sort costs", () => {
  bench("by a stored figure", async () => {
    await listOperators(db, { status: "all" }, page);
  });
  bench("by a figure that is computed for every operator", async () => {
    await listScreenedOperators(db, { status: "all" }, { ...page, sort: "score" });
  });
});

describe("finding an operator by two words", () => {
  bench("words, ranked in the index of a run", async () => {
    await searchEntities(db, "infstones enterprise", 20);
  });
  bench("all names read and filtered in JavaScript", async () => {
    const rows = await db
      .select({ address: operatorState.operatorAddress, said: operatorMetadata.metadataJson })
      .from(operatorState)
      .leftJoin(operatorMetadata, eq(operatorMetadata.operatorId, operatorState.operatorId));
    rows.filter(
      ({ said }) => /infstones/i.test(JSON.stringify(said)) && /enterprise/i.test(JSON.stringify(said)),
    );
  });
});
