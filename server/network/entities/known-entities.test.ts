import { describe, expect, test } from "vitest";
import { KNOWN_ENTITIES, type KnownEntity, readKnownEntities } from "./known-entities";

const [ONE, OTHER, THIRD] = ["1", "2", "3"].map((digit) => `0x${digit.repeat(40)}`) as [
  string,
  string,
  string,
];

const operator = (address: string) => ({
  address,
  name: "Example 1",
  evidence: "Its website is example.com.",
});
const entity = (changes: Partial<KnownEntity> = {}): KnownEntity => ({
  slug: "example",
  name: "Example",
  kind: "brand",
  website: "https://example.com",
  reviewedOn: "2026-11-30",
  evidence: "Both declare the website example.com.",
  operators: [operator(ONE), operator(OTHER)],
  ...changes,
});
const read = (...entities: unknown[]) =>
  readKnownEntities({ source: "https://example.com/list", listedOn: "2024-10-31", entities });

describe("the file of known entities", () => {
  test("has brands and node operators, each with evidence and a day", () => {
    const { entities, source } = KNOWN_ENTITIES;
    expect(source).toMatch(/^https:\/\//);
    expect(new Set(entities.map(({ kind }) => kind))).toEqual(new Set(["brand", "node-operator"]));
    for (const { name, reviewedOn } of entities) expect(reviewedOn, name).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  test("says of each operator of another brand's website that the node operator does not say so itself", () => {
    const p2p = KNOWN_ENTITIES.entities.find(({ slug }) => slug === "p2p-org");
    const named = p2p?.operators.find(({ name }) => name === "ether.fi-2 - P2P.org");
    expect(named?.evidence).toContain("P2P.org itself does not say so");
  });

  test("is in the order of its slugs, so that a change of it is easy to review", () => {
    const slugs = KNOWN_ENTITIES.entities.map(({ slug }) => slug);
    expect(slugs).toEqual([...slugs].sort());
  });
});

describe("reading it", () => {
  test("takes an operator with a brand and a node operator", () => {
    const node = entity({ slug: "node", kind: "node-operator", operators: [operator(ONE), operator(THIRD)] });
    expect(read(entity(), node).entities).toHaveLength(2);
  });

  test("takes one operator with the AVS that the entity runs", () => {
    const [found] = read(entity({ operators: [operator(ONE)], avs: [operator(OTHER)] })).entities;
    expect(found?.avs).toMatchObject([{ address: OTHER }]);
  });

  test.each([
    ["one slug twice", [entity(), entity({ operators: [operator(THIRD), operator(`0x${"4".repeat(40)}`)] })]],
    ['two entities "example"', [entity(), entity({ kind: "node-operator" })]],
    ["is in two groups of the kind brand", [entity(), entity({ slug: "copy" })]],
    ["a group has at least two", [entity({ operators: [operator(ONE)] })]],
    ["a group has at least one operator", [entity({ operators: [], avs: [operator(ONE), operator(OTHER)] })]],
    ["leave out an empty list of AVSs", [entity({ avs: [] })]],
    [
      "two entities run the AVS",
      [
        entity({ avs: [operator(THIRD)] }),
        entity({ slug: "node", kind: "node-operator", avs: [operator(THIRD)] }),
      ],
    ],
    ["lower case", [entity({ operators: [operator(ONE), operator(`0x${"A".repeat(40)}`)] })]],
    ["slug has lower-case letters", [entity({ slug: "Ether.fi" })]],
    ["website", [entity({ website: "javascript:alert(1)" })]],
    ["reviewedOn", [entity({ reviewedOn: "30.11.2026" })]],
    ["evidence is a sentence", [entity({ evidence: "" })]],
    ["Unrecognized key", [{ ...entity(), score: 1 }]],
  ] satisfies [string, unknown[]][])("refuses a file and says why: %s", (why, entities) => {
    const said = why === "one slug twice" ? 'there are two entities "example"' : why;
    expect(() => read(...entities)).toThrow(said);
    expect(() => read(...entities)).toThrow("The file of known entities is not valid.");
  });
});
