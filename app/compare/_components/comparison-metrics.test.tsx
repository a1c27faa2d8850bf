import { expect, test } from "vitest";
import { words } from "@/app/_components/values/testing";
import { bestOf, METRIC_GROUPS, type Operator } from "./comparison-metrics";

const judged = (verdict: Operator["verdict"], answeredGateCount: number, isVerdictDemoLimited = false) =>
  ({ verdict, answeredGateCount, isVerdictDemoLimited }) as Operator;

test("begins with the verdict, says the worst as plainly as the best, and marks none as best", () => {
  const [first] = METRIC_GROUPS[0]?.metrics ?? [];
  if (!first) throw new Error("The comparison has no rows");
  const operators = [
    judged("stake-redistributed", 6),
    judged("no-red-flag", 5),
    judged("no-red-flag", 3, true),
  ];
  expect(first.label).toBe("Verdict");
  expect(operators.map((one) => words(<p>{first.show(one)}</p>))).toEqual([
    "Stake redistributed 6 of 6 questions answered",
    "No red flag 5 of 6 questions answered",
    "No red flag 3 of 6 questions answered, demo",
  ]);
  expect(bestOf(first, operators)).toBeNull();
});

test("leaves the pipeline's level to the Risk tab", () => {
  const labels = METRIC_GROUPS.flatMap(({ metrics }) => metrics.map(({ label }) => label));
  expect(labels).not.toContain("Risk level");
});
