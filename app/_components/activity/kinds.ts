import type { RouterInputs } from "@/server/trpc/router";

type Input = RouterInputs["analytics"]["operators"]["activity"];

/** The kinds of events of an operator. */
export const KINDS = [
  "registration",
  "avs",
  "delegation",
  "allocation",
  "commission",
  "metadata",
  "slashing",
] as const satisfies readonly NonNullable<Input["kinds"]>[number][];
export type Kind = (typeof KINDS)[number];

export const KIND_LABEL: Record<Kind, string> = {
  registration: "Registration",
  avs: "AVSs",
  delegation: "Delegation",
  allocation: "Allocation",
  commission: "Commission",
  metadata: "Metadata",
  slashing: "Slashing",
};
