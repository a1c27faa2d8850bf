import { expect, test } from "vitest";
import { countEntities, entityOf, groupsOf, type OperatorEntities } from "./groups";

const operator = (address: string, entities: Partial<OperatorEntities> = {}) => ({
  address,
  entities: { brand: null, nodeOperator: null, ...entities },
});
const P2P_FOR_ETHER_FI = operator("0x1", { brand: "ether-fi", nodeOperator: "p2p-org" });
const ETHER_FI = operator("0x2", { brand: "ether-fi" });
const P2P = operator("0x3", { nodeOperator: "p2p-org" });
const ALONE = operator("0x4");

test("counts an operator to its node operator or its brand, as asked, else to the other one", () => {
  expect(entityOf(P2P_FOR_ETHER_FI, "brand")).toBe("ether-fi");
  expect(entityOf(P2P_FOR_ETHER_FI, "node-operator")).toBe("p2p-org");
  expect(entityOf(ETHER_FI, "node-operator")).toBe("ether-fi");
  expect(entityOf(P2P, "brand")).toBe("p2p-org");
  expect(entityOf(ALONE, "brand")).toBeNull();
});

test("an operator of no known entity is a group of its own, and a brand never joins its node operators", () => {
  const all = [P2P_FOR_ETHER_FI, ETHER_FI, P2P, ALONE];
  expect([...groupsOf(all, "brand")]).toEqual([
    ["ether-fi", [P2P_FOR_ETHER_FI, ETHER_FI]],
    ["p2p-org", [P2P]],
    ["0x4", [ALONE]],
  ]);
  expect([...groupsOf(all, "node-operator")]).toEqual([
    ["p2p-org", [P2P_FOR_ETHER_FI, P2P]],
    ["ether-fi", [ETHER_FI]],
    ["0x4", [ALONE]],
  ]);
});

test("says 7 operators, 2 node operators", () => {
  const seven = Array.from({ length: 7 }, (_, index) =>
    operator(`0x${index}`, { brand: "ether-fi", nodeOperator: index < 3 ? "dsrv" : "p2p-org" }),
  );
  expect(countEntities(seven)).toEqual({ operatorCount: 7, brandCount: 1, nodeOperatorCount: 2 });
  expect(countEntities([])).toEqual({ operatorCount: 0, brandCount: 0, nodeOperatorCount: 0 });
});
