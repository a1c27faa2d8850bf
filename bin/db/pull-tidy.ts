const header = "// Pulled from db/demo/contract.sql by `npm run db -- pull`; edits are lost.\n";

/**
 * Returns drizzle-kit's schema in a stable order, exact (bigint columns as bigint) and short (plain indexes
 * without their default operator classes). Throws when drizzle-kit did not understand a column type.
 */
export function tidySchema(text: string): string {
  const unknown = text.match(/^.*\bunknown\(.*$/m)?.[0];
  if (unknown) throw new Error(`drizzle-kit does not know the type of this column: ${unknown.trim()}`);
  const exact = text
    .replace(/^\s*\/\/.*\n/gm, "")
    .replace(/(bigint\([^)]*mode: )["']number["']/g, '$1"bigint"')
    .replace(/\.asc\(\)\.nullsLast\(\)|\.op\("\w+"\)/g, "")
    .replace(/\.using\("btree", /g, ".on(");
  const used = exact.includes("sql`") ? exact : exact.replace(/^import \{ sql \}.*\n/m, "");
  return arrange(used, (block) => block.replace(/(\(table\) => \[\n)([\s\S]*?)(^\]\))/m, sortedEntries));
}

/**
 * Returns drizzle-kit's relations in a stable order, with "avs" restored: drizzle-kit takes it for a plural and
 * writes "av".
 */
export function tidyRelations(text: string): string {
  const named = text.replace(/^\tav: /gm, "\tavs: ");
  return arrange(named, (block) => block.replace(/(\) => \(\{\n)([\s\S]*?)(^\}\)\))/m, sortedEntries));
}

function arrange(text: string, tidyBlock: (block: string) => string) {
  const [imports = "", ...blocks] = text.split(/^(?=export const )/m);
  const sortedImports = imports.replace(/\{([^}]*)\}/g, (_, names: string) => `{ ${sortWords(names)} }`);
  const tidied = blocks.map((block) => tidyBlock(block).trim()).sort(byCodePoint);
  return `${header}${sortedImports.trim()}\n\n${tidied.join("\n\n")}\n`;
}

function sortWords(names: string) {
  const words = names.split(",").map((name) => name.trim());
  return words.filter(Boolean).sort(byCodePoint).join(", ");
}

/** Sorts the entries of a list. An entry begins with one tab; its further lines are indented deeper, or close it. */
function sortedEntries(_: string, open: string, body: string, close: string) {
  const entries = body.split(/^(?=\t[a-zA-Z])/m);
  return open + entries.sort(byCodePoint).join("") + close;
}

const byCodePoint = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
