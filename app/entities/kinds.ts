import type { EntityRow } from "@/server/network/lists/entities";

/** The words for each kind of entity; `partner` is the other kind, with which it works. */
export const KIND_WORDS: Record<EntityRow["kind"], { one: string; many: string; partner: string }> = {
  brand: { one: "Brand", many: "Brands", partner: "node operator" },
  "node-operator": { one: "Node operator", many: "Node operators", partner: "brand" },
};
