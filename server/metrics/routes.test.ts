import { expect, test } from "vitest";
import { routeOf, statusClassOf } from "./routes";

test.each([
  ["/", "page"],
  ["/operators/0x5accc90436492f24e6af278569691e2c942a676d?q=x", "page"],
  ["/icon.svg", "file"],
  ["/api/trpc/analytics.nothing", "trpc"],
  ["/api/metrics", "metrics"],
  ["/api/health/ready", "health"],
  ["/api/nothing", "other"],
  ["*", "page"],
])("%s is counted as %s", (url, route) => {
  expect(routeOf(url)).toBe(route);
});

test("a status is counted by its class", () => {
  expect([200, 304, 429, 503, 0, 999].map(statusClassOf)).toEqual(["2xx", "3xx", "4xx", "5xx", "1xx", "5xx"]);
});
