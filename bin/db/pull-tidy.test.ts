import { expect, it } from "vitest";
import { tidyRelations, tidySchema } from "./pull-tidy";

const pulled = `import { pgTable, bigint, index } from "drizzle-orm/pg-core"
import { sql } from "drizzle-orm"

export const zebras = pgTable("zebras", {
\t// You can use { mode: "bigint" } if numbers are exceeding js number limitations
\tstripes: bigint({ mode: "number" }).notNull(),
}, (table) => [
\tindex("idx_b").using("btree", table.stripes.asc().nullsLast().op("int8_ops")),
\tindex("idx_a").using("btree", table.stripes.desc().nullsFirst().op("int8_ops")),
]);

export const apes = pgTable("apes", {
});
`;

it("sorts tables and indexes, drops what is not needed, and makes bigints exact", () => {
  expect(
    tidySchema(pulled),
  ).toBe(`// Pulled from db/demo/contract.sql by \`npm run db -- pull\`; edits are lost.
import { bigint, index, pgTable } from "drizzle-orm/pg-core"

export const apes = pgTable("apes", {
});

export const zebras = pgTable("zebras", {
\tstripes: bigint({ mode: "bigint" }).notNull(),
}, (table) => [
\tindex("idx_a").on(table.stripes.desc().nullsFirst()),
\tindex("idx_b").on(table.stripes),
]);
`);
});

it("fails on a type that drizzle-kit did not know", () => {
  expect(() => tidySchema('\tplace: unknown("place").notNull(),')).toThrow('unknown("place")');
});

it("calls the one AVS of a row avs", () => {
  expect(
    tidyRelations(
      "import { avs } from './schema';\n\nexport const r = relations(a, ({one}) => ({\n\tav: one(avs, {\n\t}),\n}));\n",
    ),
  ).toContain("\tavs: one(avs, {");
});
