import { afterAll, describe, expect, inject, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { networkOf } from "../../testing/context";
import { KNOWN_ENTITIES } from "./known-entities";

const { db, close } = connectAnalytics(inject("demoReaderUrl"));
afterAll(close);
const network = await networkOf(db);

describe.each(KNOWN_ENTITIES.entities)("$name", ({ slug, kind, operators }) => {
  test.each(operators)("$name still declares this name, or the file says why it stays", (known) => {
    const operator = network.operators.get(known.address);
    expect(operator, `no operator has the address ${known.address}`).toBeDefined();
    if (known.renamed === undefined) expect(operator?.name).toBe(known.name);
    expect(operator?.entities[kind === "brand" ? "brand" : "nodeOperator"]).toBe(slug);
  });
});

test("every AVS that an entity runs still has the name under which it was reviewed", () => {
  const reviewed = KNOWN_ENTITIES.entities.flatMap(({ avs = [] }) => avs);
  expect(reviewed.length).toBeGreaterThan(0);
  for (const { address, name } of reviewed) expect(network.avs.get(address)?.name).toBe(name);
});

test("nobody is in an entity whom the file does not have", () => {
  const known = new Set(
    KNOWN_ENTITIES.entities.flatMap((entity) => entity.operators.map((one) => one.address)),
  );
  const linked = [...network.operators.values()].filter(
    ({ entities: { brand, nodeOperator } }) => brand ?? nodeOperator,
  );
  expect(linked.map(({ address }) => address).sort()).toEqual([...known].sort());
});
