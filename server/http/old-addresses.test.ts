import { expect, test } from "vitest";
import { newAddressOf } from "./old-addresses";

const A = `0x${"ab".repeat(20)}`;
const newOf = (address: string) => newAddressOf(new URL(address, "http://localhost"));

test.each([
  ["/slashing", "/slashings"],
  ["/slashing?operator=0x1&q=a%20b", "/slashings?operator=0x1&q=a%20b"],
  [`/slashing?q=x&asset=${A}`, `/slashings?q=x&strategy=${A}`],
  [`/slashings?asset=${A}&sort=loss`, `/slashings?strategy=${A}&sort=loss`],
  [`/operators?tvsMin=1000&asset=${A}&risk=LOW,HIGH`, `/operators?tvsMin=1000&strategy=${A}&risk=LOW,HIGH`],
  [`/operators/${A}/delegators?asset=${A}&page=2`, `/operators/${A}/delegators?strategy=${A}&page=2`],
  [`/api/csv/operators?asset=${A}&bom=1`, `/api/csv/operators?strategy=${A}&bom=1`],
  [`/api/csv/slashings?asset=${A}`, `/api/csv/slashings?strategy=${A}`],
  [`/api/csv/delegators?operator=${A}&asset=${A}`, `/api/csv/delegators?operator=${A}&strategy=${A}`],
  [
    "/operators?verdict=was-slashed,stake-burnt&q=stake-burnt",
    "/operators?verdict=was-slashed,stake-burned&q=stake-burnt",
  ],
])("%s is %s now, where it stays", (old, now) => {
  expect(newOf(old)).toBe(now);
  expect(newOf(now)).toBeNull();
});

test("a link with the old key and the new one keeps the new one", () => {
  expect(newOf(`/operators?asset=0x1&strategy=${A}`)).toBe(`/operators?strategy=${A}`);
  expect(newOf("/slashings?strategy=&asset=")).toBe("/slashings?strategy=");
});

test("an address that was never renamed leads nowhere else", () => {
  for (const address of [
    "/",
    "/operators?",
    `/operators?strategy=${A}`,
    "/avs?asset=0x1",
    `/operators/${A}?asset=0x1`,
    "/operators?q=asset=1&assets=2",
    "/slashing/more",
  ])
    expect(newOf(address), address).toBeNull();
});
