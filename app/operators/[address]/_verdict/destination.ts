import { sentenceName } from "@/app/_components/entity/plain-name";
import { formatPercent } from "@/server/format";
import { THRESHOLDS } from "@/server/network/verdict/thresholds";
import type { RouterOutputs } from "@/server/trpc/router";

type OperatorVerdict = RouterOutputs["analytics"]["operators"]["verdict"];
type OwnSet = OperatorVerdict["ownSets"]["sets"][number];

/** Returns names as a sentence joins them: "a, b and c". */
export const namesOf = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

const namesOfAvs = (avs: readonly { name: string | null; address: string }[]) =>
  namesOf(avs.map(({ name, address }) => sentenceName(name, address)));

/** Returns the AVSs that slashed an operator, by name. */
export const slashersOf = ({ slashed }: OperatorVerdict): string => namesOfAvs(slashed.avs);

/** Returns sets that appear to be an operator's own as the start of a sentence. */
export function ownSetsOf(sets: readonly OwnSet[]): string {
  const names = namesOf([...new Set(sets.map(({ avsName, avs }) => sentenceName(avsName, avs)))]);
  return sets.length === 1
    ? `A set of ${names} that appears to be its own`
    : `Sets of ${names} that appear to be its own`;
}

/** Returns the receivers of what was redistributed: the AVSs, or recipients of their choice. Others are left out. */
export function receiversOf({ slashed, ownSets }: OperatorVerdict): string {
  const takers = slashed.avs.filter(({ outcomes }) => outcomes.includes("redistributed"));
  const themselves = takers.filter(({ isAvsItself }) => isAvsItself);
  const choosers = takers.filter(({ isAvsItself }) => !isAvsItself);
  const names = namesOf([
    ...themselves.map(({ name, address }) => sentenceName(name, address)),
    ...(choosers.length === 0
      ? []
      : [`${choosers.length === 1 ? "a recipient" : "recipients"} that ${namesOfAvs(choosers)} chose`]),
  ]);
  const own = new Set(ownSets.sets.flatMap(({ isOwn, hasSlashed, avs }) => (isOwn && hasSlashed ? avs : [])));
  const owns = takers.filter(({ address }) => own.has(address));
  if (owns.length === 0) return names;
  if (takers.length === 1 && choosers.length === 0) return `${names}, which appears to be its own`;
  return `${names}; ${namesOfAvs(owns)} ${owns.length === 1 ? "appears" : "appear"} to be its own`;
}

/** Returns what is known of the stake that slashings took, as a sentence. */
export function destinationOf(verdict: OperatorVerdict): string {
  const { avs } = verdict.slashed;
  const outcomes = new Set(avs.flatMap((one) => one.outcomes));
  if (outcomes.size === 0) return "The slashings were not read, so nobody is known to have got it.";
  if (outcomes.size > 1)
    return outcomes.has("redistributed")
      ? `Part of it went to ${receiversOf(verdict)}.`
      : "Part of it was burned; nobody is known to have got the rest.";
  if (outcomes.has("burned")) return "It was burned.";
  if (outcomes.has("not-known")) return "Nobody is known to have got it.";
  const isAnyOwn = verdict.ownSets.sets.some(({ isOwn, hasSlashed }) => isOwn && hasSlashed);
  return avs.every(({ isAvsItself }) => isAvsItself) && !isAnyOwn
    ? `The AVS${avs.length === 1 ? "" : "s"}, not the operator, received it.`
    : `It went to ${receiversOf(verdict)}.`;
}

/** Returns the part lost of an asset that decides, as the rest of a sentence, if the part lost of the value does not. */
export function decidingAsset({ isMostLost, lostRatio, strategies }: OperatorVerdict["slashed"]): string {
  const { mostlyLostRatio, strategyRatio } = THRESHOLDS;
  if (isMostLost !== true || (lostRatio ?? 0) >= mostlyLostRatio) return "";
  const found = strategies.find(
    (one) => (one.lostRatio ?? 0) >= mostlyLostRatio && (one.ofValueRatio ?? 0) >= strategyRatio,
  );
  return found
    ? `, and ${formatPercent(found.lostRatio)} of its ${sentenceName(found.symbol, found.address)}`
    : "";
}
