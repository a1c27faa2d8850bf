import { expect, test } from "vitest";
import { compareLines } from "./drift";

test("a condition that pg_dump wrote without its parentheses is a note, and another condition a difference", () => {
  const named = (condition: string) => [`constraint users.one CHECK ${condition}`];
  expect(compareLines(named("(((a) OR (b)) OR (c))"), named("((a) OR (b) OR (c))"))).toEqual({
    problems: [],
    notes: ["Constraint users.one differs in parentheses only, as after a restore by pg_dump."],
  });
  expect(compareLines(named("((a) OR (b))"), named("((a) AND (b))")).problems).toHaveLength(1);
});
