import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export type Contract = {
  tables: { name: string; create: string; key: string }[];
  indexes: { table: string; create: string }[];
  foreignKeys: string[];
};

/**
 * Returns contract.sql in three parts, so that rows are inserted before keys and indexes exist; together they are the
 * whole file.
 */
export function readContract(): Contract {
  const text = readFileSync(fileURLToPath(new URL("./contract.sql", import.meta.url)), "utf8");
  const contract: Contract = { tables: [], indexes: [], foreignKeys: [] };
  const statements = text.replace(/^--.*$/gm, "").split(/;\s*\n/);
  for (const statement of statements.map((part) => part.trim()).filter(Boolean)) {
    const table = /^CREATE TABLE (\w+)/.exec(statement)?.[1];
    const indexed = /^CREATE (?:UNIQUE )?INDEX \w+ ON (\w+)/.exec(statement)?.[1];
    if (table) {
      const key = /,\s*(CONSTRAINT \w+ PRIMARY KEY \([^)]*\))\s*\)$/.exec(statement);
      if (!key?.[1]) throw new Error(`contract.sql: no primary key found for ${table}.`);
      contract.tables.push({
        name: table,
        create: `${statement.slice(0, key.index)}\n)`,
        key: `ALTER TABLE ${table} ADD ${key[1]}`,
      });
    } else if (indexed) contract.indexes.push({ table: indexed, create: statement });
    else if (/^ALTER TABLE \w+ ADD CONSTRAINT \w+ FOREIGN KEY/.test(statement))
      contract.foreignKeys.push(statement);
    else throw new Error(`contract.sql: unknown statement: ${statement.slice(0, 80)}`);
  }
  return contract;
}
