import { afterAll, expect, inject, test } from "vitest";
import { AVS_SORTS, listAvs } from "./avs";
import { AVS_ALLOCATOR_SORTS, listAvsAllocators } from "./avs-operators";
import { connectAnalytics } from "./client";
import type { Bookmark, Paging } from "./listing";
import { listOperatorDelegators, OPERATOR_DELEGATOR_SORTS } from "./operator-delegators";
import { listScreenedOperators, SCREENER_SORTS } from "./operators";
import { listSlashings, SLASHING_SORTS } from "./slashing";
import { listStrategies, STRATEGY_SORTS } from "./strategies";
import { listStrategyHolders, STRATEGY_HOLDER_SORTS } from "./strategies-operators";

const { db, close } = connectAnalytics(inject("demoReaderUrl"));
afterAll(close);

const eigenDa = "0x870679e138bcdf293b7ff14dd44b70fc97e12fc0";
const beaconEth = "0xbeac0eeeeeeeeeeeeeeeeeeeeeeeeeeeeeebeac0";
const middling = "0x4d7c3fc856ab52753b91a6c9213adf013309dd25";

type List = (page: Paging) => Promise<{ rows: unknown[]; total: number }>;
const ofEach = <Sort extends string>(
  sorts: readonly Sort[],
  list: (page: Paging & { sort: Sort }) => ReturnType<List>,
) => sorts.map((sort): [string, List] => [sort, (page) => list({ ...page, sort })]);

const LISTS: Record<string, [string, List][]> = {
  operators: ofEach(SCREENER_SORTS, (page) => listScreenedOperators(db, { slashed: false }, page)),
  AVSs: ofEach(AVS_SORTS, (page) => listAvs(db, {}, page)),
  strategies: ofEach(STRATEGY_SORTS, (page) => listStrategies(db, {}, page)),
  slashings: ofEach(SLASHING_SORTS, (page) => listSlashings(db, {}, page)),
  "an AVS's operators": ofEach(AVS_ALLOCATOR_SORTS, (page) => listAvsAllocators(db, eigenDa, page)),
  "a strategy's holders": ofEach(STRATEGY_HOLDER_SORTS, (page) => listStrategyHolders(db, beaconEth, page)),
  "an operator's delegators": ofEach(OPERATOR_DELEGATOR_SORTS, (page) =>
    listOperatorDelegators(db, middling, {}, page),
  ),
};

test.each(Object.entries(LISTS))("reads %s part by part as at once, in every order", async (_, orders) => {
  for (const [index, [sort, list]] of orders.entries()) {
    const dir = index % 2 === 0 ? "desc" : "asc";
    const whole = await list({ dir, page: 1, perPage: 100_000 });
    expect(whole.rows.length, sort).toBe(whole.total);
    const perPage = Math.ceil(whole.total / 3);
    const bookmark: Bookmark = {};
    const parts: unknown[] = [];
    for (let rows: unknown[] = [0]; rows.length > 0; parts.push(...rows))
      ({ rows } = await list({ dir, page: 1, perPage, bookmark }));
    expect(parts, `${sort} ${dir}`).toEqual(whole.rows);
  }
});
