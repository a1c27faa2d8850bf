import { Modelled } from "@/app/_components/demo/demo";
import { nameOf } from "@/app/_components/entity/plain-name";
import { Percent, Usd } from "@/app/_components/values/quantity";
import { lossCertainty } from "@/app/_components/values/value-mark";
import { formatBlocks, formatCompact, formatCounted, formatPercent } from "@/server/format";
import { GATE_IDS, type VerdictWord } from "@/server/network/verdict/verdict";
import type { RouterOutputs } from "@/server/trpc/router";

export type OperatorVerdict = RouterOutputs["analytics"]["operators"]["verdict"];
type Props = { verdict: OperatorVerdict };

/** Says the verdict in one or two sentences: the amount lost, and who received it. It never speaks of intent. */
export const VerdictLead = ({ verdict }: Props) => {
  const Lead = LEADS[verdict.word];
  return <Lead verdict={verdict} />;
};

const LEADS: Record<VerdictWord, (props: Props) => React.ReactNode> = {
  "stake-redistributed": ({ verdict }) => (
    <>
      <Loss verdict={verdict} /> went to {Receivers(verdict)}.<FirstSlash verdict={verdict} />
    </>
  ),
  "stake-burnt": ({ verdict }) => (
    <>
      <Loss verdict={verdict} />{" "}
      {verdict.slashed.avs.some(({ outcome }) => outcome !== "burned")
        ? "was burnt, or nobody is known to have got it"
        : "was burnt"}
      .<FirstSlash verdict={verdict} />
    </>
  ),
  "slashable-before-leaving": ({ verdict: { exit, ownSets } }) =>
    exit.hasOwnSet ? (
      `A set that appears to be its own, ${namesOf(ownSets.sets.filter(({ isOwn }) => isOwn).map((set) => nameOf(set.avsName, set.avs)))}, can slash its delegators' stake and give it away, now.`
    ) : (
      <>
        It can make stake slashable{" "}
        {exit.delayBlocks === 0 ? "at once" : `${formatBlocks(exit.delayBlocks)} after saying so`}. Leaving
        takes 14 days: nobody can leave in time.
      </>
    ),
  "was-slashed": ({ verdict }) => (
    <>
      <Loss verdict={verdict} /> was taken by {slashers(verdict)}
      {verdict.slashed.isMostLost === null && "; the share of its value is not known"}. {destination(verdict)}
    </>
  ),
  exposed: ({ verdict: { worstAvs, ownSets } }) => {
    const [worst, part] = worstOf(worstAvs);
    return worst && worstAvs.passes === false
      ? `One slash by ${nameOf(worst.name, worst.avs)} could take ${formatPercent(part)} of its value.`
      : `A set that appears to be its own, ${namesOf(ownSets.sets.filter(({ isOwn }) => isOwn).map((set) => nameOf(set.avsName, set.avs)))}, can slash its stake.`;
  },
  "not-enough-known": ({ verdict: { coverage } }) => (
    <>Too little is known to judge it: {namesOf(coverage.failing.map((one) => MISSING[one]))}.</>
  ),
  silent: ({ verdict: { acts } }) =>
    `It holds stake, secures nothing, and has done nothing of its own for ${formatCounted(acts.quietDayCount, "day")}.`,
  "no-red-flag": ({ verdict: { exit } }) => (
    <>
      {exit.isCaution
        ? "Its allocation delay is shorter than leaving takes, but its stake can be burnt, not redistributed. Nothing else speaks against it."
        : "Nothing that is known speaks against it."}{" "}
      That is no promise.
    </>
  ),
};

/** The missing facts, as the end of "Not known: …". */
export const MISSING: Record<OperatorVerdict["coverage"]["missing"][number], string> = {
  slashings: "whether it was slashed",
  "worst-avs": "the most that one AVS can slash",
  value: "the value of its stake",
  prices: "prices of its tokens",
  magnitudes: "how much stake slashes left",
  history: "30 days of history",
  memberships: "its memberships in sets",
  "allocation-delay": "its allocation delay",
};

const Loss = ({ verdict: { slashed, isDemo } }: Props) => (
  <>
    <b className="font-semibold">
      {slashed.lostRatio === null ? "Stake" : <Percent value={slashed.lostRatio} />}
      {slashed.lostRatio !== null && " of its value"}
    </b>
    {slashed.lostUsd !== null && (
      <>
        , <Usd value={slashed.lostUsd} of={lossCertainty(slashed)} past />
      </>
    )}{" "}
    in {assetsOf(slashed.strategies)}
    {isDemo && (
      <>
        {" "}
        <Modelled table="historical_tvs_snapshots" />
      </>
    )}
    ,
  </>
);

const LISTED_ASSETS = 2;
/** Returns the lost assets in words: "11.4K stETH, 1.9K rETH and 7 more assets". */
function assetsOf(strategies: OperatorVerdict["slashed"]["strategies"]): string {
  const named = strategies
    .slice(0, LISTED_ASSETS)
    .map(({ lostTokens, symbol, address }) =>
      lostTokens === null
        ? nameOf(symbol, address)
        : `${formatCompact(lostTokens)} ${nameOf(symbol, address)}`,
    );
  const more = strategies.length - named.length;
  return namesOf(more > 0 ? [...named, formatCounted(more, "more asset", "more assets")] : named);
}

function Receivers({ slashed, ownSets }: OperatorVerdict): string {
  const own = new Set(ownSets.sets.flatMap(({ isOwn, avs }) => (isOwn ? avs : [])));
  const takers = slashed.avs.filter(({ outcome }) => outcome !== "burned");
  const [first] = takers;
  if (takers.length === 1 && first && !first.isAvsItself)
    return `a recipient that ${nameOf(first.name, first.address)} chose`;
  const names = namesOf(takers.map(({ name, address }) => nameOf(name, address)));
  const owns = takers.filter(({ address }) => own.has(address));
  if (owns.length === 0) return names;
  return owns.length === takers.length
    ? `${names}, which appears to be its own`
    : `${names}; ${nameOf(owns[0]?.name ?? null, owns[0]?.address ?? "")} appears to be its own`;
}

/** Says how soon after a set was made its first slash came, if leaving takes longer than that. */
const FirstSlash = ({ verdict: { exit } }: Props) =>
  exit.upperBound && exit.upperBound.blocks < 100_800
    ? ` A slash came ${formatBlocks(exit.upperBound.blocks)} after the set was made; leaving takes 14 days.`
    : null;

const slashers = ({ slashed }: OperatorVerdict) =>
  namesOf(slashed.avs.map(({ name, address }) => nameOf(name, address)));

function destination({ slashed }: OperatorVerdict): string {
  const outcomes = new Set(slashed.avs.map(({ outcome }) => outcome));
  if (outcomes.size !== 1) return "Part of it was redistributed.";
  const [outcome] = outcomes;
  if (outcome === "burned") return "It was burnt.";
  if (outcome === "not-known") return "Nobody is known to have got it.";
  return slashed.avs.every(({ isAvsItself }) => isAvsItself)
    ? "The AVS, not the operator, received it."
    : "A recipient that the AVS chose got it.";
}

/** Returns the AVS that can slash the most, now or once announced, and the part of the operator's value, 0..1. */
function worstOf({ now, announced }: OperatorVerdict["worstAvs"]) {
  const worst = (announced?.most ?? 0) > (now?.most ?? 0) ? announced : now;
  return [worst, worst?.most ?? null] as const;
}

/** Returns names joined as in a sentence: "a, b and c". */
export const namesOf = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

const QUESTION_COUNT = GATE_IDS.length;
const OPEN: Record<(typeof GATE_IDS)[number], string> = {
  slashed: "whether it was slashed",
  ownSets: "whether a set is its own",
  exit: "whether stake can be slashed before you can leave",
  acts: "whether it still acts",
  worstAvs: "how much hangs on one slash",
  coverage: "whether enough is known",
};

/** Says how many of the six questions have an answer, and which are open. */
export const OpenQuestions = ({ verdict: { answeredCount, openGates, isDemoLimited } }: Props) => (
  <>
    {answeredCount} of {QUESTION_COUNT} questions answered{isDemoLimited && ", demo"}; the worst answer
    decides.
    {openGates.length > 0 &&
      ` Not known${isDemoLimited ? " in the demo" : ""}: ${namesOf(openGates.map((id) => OPEN[id]))}.`}
  </>
);
