import type { Facts } from "@/db/analytics/facts/facts";

const ADDRESS = /0x[0-9a-f]{40}/g;

/**
 * Returns the facts of a network that is `times` as large: every row with an address is copied under other addresses,
 * so that copies share nothing. Rows without addresses (days, checkpoints) are not copied.
 */
export function multiplyFacts(facts: Facts, times: number): Facts {
  const entries = Object.entries(facts).map(([name, rows]) => [
    name,
    Array.isArray(rows) ? multiplyRows(rows, times) : rows,
  ]);
  return Object.fromEntries(entries) as Facts;
}

function multiplyRows(rows: unknown[], times: number): unknown[] {
  if (!JSON.stringify(rows.slice(0, 1), bigintAsText).match(ADDRESS)) return rows;
  return Array.from({ length: times }, (_, copy) => rows.map((row) => moveAddresses(row, copy))).flat();
}

const bigintAsText = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

function moveAddresses(value: unknown, copy: number): unknown {
  if (copy === 0) return value;
  if (typeof value === "string")
    return value.replace(ADDRESS, (address) => `${address.slice(0, -2)}${String(copy).padStart(2, "0")}`);
  if (Array.isArray(value)) return value.map((item) => moveAddresses(item, copy));
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, moveAddresses(item, copy)]));
}
