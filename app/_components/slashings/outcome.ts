import { shortAddress } from "@/app/_components/entity/short-address";

interface Part {
  outcome: "burned" | "redistributed" | "not-known";
  recipient: string | null;
  isAvsItself: boolean;
}

/** Returns where slashed stake went: "redistributed to the AVS itself", "burned", or that it is not known. */
export function outcomeOf(parts: readonly Part[]): string {
  const says = [...new Set(parts.map(sentenceOf))];
  return says.length === 0 ? "recipient not known" : says.join(", ");
}

function sentenceOf({ outcome, recipient, isAvsItself }: Part): string {
  if (outcome === "burned") return "burned";
  if (outcome === "not-known") return "recipient not known";
  return isAvsItself
    ? "redistributed to the AVS itself"
    : `redistributed to ${shortAddress(recipient ?? "")}`;
}
