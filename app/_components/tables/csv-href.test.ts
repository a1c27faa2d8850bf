import { expect, test } from "vitest";
import { csvHref } from "./csv-href";

test.each([
  [csvHref("operators"), "/api/csv/operators"],
  [csvHref("operators", "/operators?q=a%26b&sort=tvs"), "/api/csv/operators?q=a%26b&sort=tvs"],
  [
    csvHref("activity", "/operators/0x1/activity?kind=avs,slashing", { operator: "0x1" }),
    "/api/csv/activity?operator=0x1&kind=avs%2Cslashing",
  ],
  [
    csvHref("delegators", "/operators/0x1/delegators", { operator: "0x1" }),
    "/api/csv/delegators?operator=0x1",
  ],
])("%s asks for what its page shows", (href, expected) => {
  expect(href).toBe(expected);
});
