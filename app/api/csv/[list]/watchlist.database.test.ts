import { afterAll, beforeAll, expect, test } from "vitest";
import { startAccounts } from "@/server/account/testing";
import { readByOthers } from "@/server/testing/csv";

const NAME = 'Zoë "5 %", Ltd.';
let accounts: Awaited<ReturnType<typeof startAccounts>>;
beforeAll(async () => {
  accounts = await startAccounts();
});
afterAll(async () => {
  await accounts.stop();
});

test("the lists of a watchlist load in Postgres, in DuckDB and in a strict reader, whole", async () => {
  const { account, ...watched } = await accounts.watcher(NAME);
  const { watchlistSources } = await import("./sources");
  const { csvLines } = await import("./write");
  const expected = {
    "watched-operators": { address: watched.operator, name: NAME, tvs_usd: 9.5, verdict: "not-enough-known" },
    "watched-avs": { address: watched.avs, name: NAME },
    "watched-strategies": { address: watched.strategy, tvs_usd: 9.5, operator_count: 1 },
  };
  expect(Object.keys(watchlistSources)).toEqual(Object.keys(expected));
  for (const [list, facts] of Object.entries(expected)) {
    const { header, read } = watchlistSources[list as keyof typeof watchlistSources]({ account });
    const { records, total, isLast } = await read();
    expect([records.length, total, isLast], list).toEqual([1, 1, true]);
    const found = await readByOthers(accounts.analytics.adminUrl, csvLines([header, ...records]));
    expect(found.header, list).toEqual(header);
    expect(found.rows, list).toHaveLength(1);
    expect(found.sniffed.rows, list).toBe(1);
    expect(
      found.sniffed.types.map(([name]) => name),
      list,
    ).toEqual(header);
    const [copied] = found.copied;
    for (const [column, value] of Object.entries(facts))
      expect(typeof value === "number" ? Number(copied?.[column]) : copied?.[column], column).toEqual(value);
  }
});
