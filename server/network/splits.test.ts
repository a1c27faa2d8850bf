import { expect, test } from "vitest";
import type { Network } from "./network";
import { splitAtAvs, splitAtSet } from "./splits";

const network = (emptyTables: string[] = []) =>
  ({
    source: { missingTables: [], emptyTables },
    totals: { defaultSplitBps: 1000 },
  }) as unknown as Pick<Network, "source" | "totals">;
const own = { source: "AVS", state: "in-force", pending: null } as const;
const operator = {
  commission: {
    avs: [{ avs: "0xa", bps: 500, ...own }],
    operatorSets: [{ operatorSet: "0xa-0", bps: 700, ...own, source: "OPERATOR_SET" }],
  },
} as unknown as Parameters<typeof splitAtAvs>[1];

test("an operator's own split applies to exactly its rewards, else the default", () => {
  expect(splitAtAvs(network(), operator, "0xa").bps).toBe(500);
  expect(splitAtAvs(network(), operator, "0xb")).toMatchObject({ bps: 1000, source: "DEFAULT" });
  expect(splitAtSet(network(), operator, "0xa-0").bps).toBe(700);
  expect(splitAtSet(network(), operator, "0xa-1")).toMatchObject({ bps: 1000, source: "DEFAULT" });
});

test("no default is told where splits were not read", () => {
  const unread = network(["operator_commission_rates"]);
  const none = { commission: { avs: [], operatorSets: [] } } as unknown as typeof operator;
  expect(splitAtAvs(unread, none, "0xa")).toMatchObject({ bps: null, state: "unknown" });
  expect(splitAtSet(unread, none, "0xa-0")).toMatchObject({ bps: null, state: "unknown" });
});
