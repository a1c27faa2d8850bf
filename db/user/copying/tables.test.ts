import { expect, test } from "vitest";
import { inReferenceOrder } from "./tables";

const table = (name: string) => ({ name, columns: ["id"], key: ["id"] });

test("puts a table after every table that its foreign keys name", () => {
  const references = [
    { child: "codes", parent: "emails" },
    { child: "emails", parent: "users" },
  ];
  const sorted = inReferenceOrder(
    [table("codes"), table("emails"), table("nonces"), table("users")],
    references,
  );
  expect(sorted.map(({ name }) => name)).toEqual(["nonces", "users", "emails", "codes"]);
});

test("refuses a circle, naming its tables", () => {
  const references = [
    { child: "a", parent: "b" },
    { child: "b", parent: "a" },
  ];
  expect(() => inReferenceOrder([table("a"), table("b"), table("c")], references)).toThrow(
    "The foreign keys of a, b form a circle.",
  );
});
