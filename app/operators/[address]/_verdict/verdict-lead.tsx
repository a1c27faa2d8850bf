import { sentenceName } from "@/app/_components/entity/plain-name";
import { Percent, Usd } from "@/app/_components/values/quantity";
import { lossCertainty } from "@/app/_components/values/value-mark";
import { answeredWords } from "@/app/_components/verdict/answered-words";
import { formatBlocks, formatCompact, formatCounted, formatPercent } from "@/server/format";
import { LEAVING_BLOCKS } from "@/server/network/units";
import { THRESHOLDS } from "@/server/network/verdict/thresholds";
import type { GATE_IDS, VerdictWord } from "@/server/network/verdict/verdict";
import type { RouterOutputs } from "@/server/trpc/router";
import { destinationOf, namesOf, ownSetsOf, receiversOf, slashersOf } from "./destination";
import { worstWords } from "./worst-avs-answer";

export type OperatorVerdict = RouterOutputs["analytics"]["operators"]["verdict"];
type Props = { verdict: OperatorVerdict };
/** `modelled` stands beside a loss whose value the demo models. */
type LeadProps = Props & { modelled?: React.ReactNode };

/** Says the verdict in one or two sentences: the amount lost, and who received it. It never speaks of intent. */
export const VerdictLead = (props: LeadProps) => {
  const Lead = LEADS[props.verdict.word];
  return <Lead {...props} />;
};

const LEADS: Record<VerdictWord, (props: LeadProps) => React.ReactNode> = {
  "stake-redistributed": (props) => (
    <>
      <Loss {...props} />
      {isAllOf(props.verdict, "redistributed")
        ? ` went to ${receiversOf(props.verdict)}.`
        : ` was taken. ${destinationOf(props.verdict)}`}
      <FirstSlash {...props} />
    </>
  ),
  "stake-burned": (props) => (
    <>
      <Loss {...props} />
      {isAllOf(props.verdict, "burned") ? " was burned." : ` was taken. ${destinationOf(props.verdict)}`}
      <FirstSlash {...props} />
    </>
  ),
  "slashable-before-leaving": ({ verdict: { exit, ownSets } }) =>
    exit.hasOwnSet ? (
      `${ownSetsOf(ownSets.sets.filter(({ isOwn, isRedistributing, canSlashMuch }) => isOwn && isRedistributing && canSlashMuch))} can slash its delegators' stake now, and redistribute it.`
    ) : (
      <>
        It can make stake slashable{" "}
        {exit.delayBlocks === 0 ? "at once" : `${formatBlocks(exit.delayBlocks)} after saying so`}. Leaving
        takes 14 days: nobody can leave in time.
      </>
    ),
  "was-slashed": (props) => (
    <>
      <Loss {...props} /> was taken
      {props.verdict.slashed.avs.length > 0 && ` by ${slashersOf(props.verdict)}`}
      {props.verdict.slashed.lostRatio === null && "; the share of its value is not known"}.{" "}
      {destinationOf(props.verdict)}
    </>
  ),
  exposed: ({ verdict: { worstAvs, ownSets } }) =>
    worstAvs.passes === false
      ? worstWords(worstAvs)
      : `${ownSetsOf(ownSets.sets.filter(({ isOwn, canSlashMuch }) => isOwn && canSlashMuch))} can slash its stake.`,
  "not-enough-known": ({ verdict: { coverage } }) => (
    <>Too little is known to judge it. Missing: {namesOf(coverage.failing.map((one) => MISSING[one]))}.</>
  ),
  silent: ({ verdict: { acts } }) =>
    `It holds stake, secures nothing, and has done nothing of its own for ${formatCounted(acts.quietDayCount, "day")}.`,
  "no-red-flag": ({ verdict }) => {
    const cautions = cautionsOf(verdict);
    return cautions.length > 0
      ? `${cautions.join(" ")} Nothing else that is known speaks against it. That is no promise.`
      : "Nothing that is known speaks against it. That is no promise.";
  },
};

/** Returns sentences on the answers that speak against an operator without deciding its word. */
const cautionsOf = ({ exit, ownSets, worstAvs }: OperatorVerdict): string[] =>
  [
    exit.passes &&
      exit.isCaution &&
      "Its allocation delay is shorter than leaving takes, but its stake can be burned, not redistributed.",
    ownSets.passes === false && `${ownSetsOf(ownSets.sets.filter(({ isOwn }) => isOwn))} could slash it.`,
    worstAvs.passes && worstAvs.isSaid && worstWords(worstAvs),
  ].filter((words) => typeof words === "string");

/** Returns whether all stake that slashings took is known to have gone one way. */
const isAllOf = ({ slashed }: OperatorVerdict, end: "redistributed" | "burned") =>
  slashed.avs.length > 0 && slashed.avs.every(({ outcomes }) => outcomes.length === 1 && outcomes[0] === end);

/** The missing facts, as the end of "Not known: …". */
export const MISSING: Record<OperatorVerdict["coverage"]["missing"][number], string> = {
  slashings: "whether it was slashed",
  "worst-avs": "the most that one AVS can slash",
  value: "the value of its stake",
  prices: "prices of its tokens",
  magnitudes: "how much stake slashes left",
  history: `${formatCounted(THRESHOLDS.historyDayCount, "day")} of history`,
  memberships: "its memberships in sets",
  "allocation-delay": "its allocation delay",
};

const Loss = ({ verdict: { slashed }, modelled }: LeadProps) => {
  const exact = slashed.lostRatio === null && slashed.lostUsd === null ? exactLoss(slashed.strategies) : null;
  if (exact) return <b className="font-semibold">{exact}</b>;
  return (
    <>
      <b className="font-semibold">
        {slashed.lostRatio === null ? "Stake" : <Percent value={slashed.lostRatio} />}
        {slashed.lostRatio !== null && " of its value"}
      </b>
      {slashed.lostUsd !== null && (
        <>
          , <Usd value={slashed.lostUsd} of={lossCertainty(slashed)} past />
        </>
      )}
      {slashed.strategies.length > 0 && ` in ${assetsOf(slashed.strategies)}`}
      {modelled && <> {modelled}</>}
      {slashed.lostUsd !== null && ","}
    </>
  );
};

/** Returns the part of the first asset that was lost, which the maximum magnitude tells exactly and without a price. */
function exactLoss([first, ...others]: OperatorVerdict["slashed"]["strategies"]): string | null {
  if (!first || first.lostRatio === null) return null;
  const more =
    others.length > 0 ? `, and of ${formatCounted(others.length, "more asset", "more assets")},` : "";
  return `${formatPercent(first.lostRatio)} of its ${sentenceName(first.symbol, first.address)}${more}`;
}

const LISTED_ASSETS = 2;
/** Returns the lost assets in words: "11.4K stETH, 1.9K rETH and 7 more assets". */
function assetsOf(strategies: OperatorVerdict["slashed"]["strategies"]): string {
  const named = strategies
    .slice(0, LISTED_ASSETS)
    .map(({ lostTokens, symbol, address }) =>
      lostTokens === null
        ? sentenceName(symbol, address)
        : `${formatCompact(lostTokens)} ${sentenceName(symbol, address)}`,
    );
  const more = strategies.length - named.length;
  return namesOf(more > 0 ? [...named, formatCounted(more, "more asset", "more assets")] : named);
}

/** Says how soon after a set was made its first slash came, if leaving takes longer than that. */
const FirstSlash = ({ verdict: { exit } }: Props) =>
  exit.upperBound && exit.upperBound.blocks < LEAVING_BLOCKS
    ? ` A slash came ${formatBlocks(exit.upperBound.blocks)} after its set was made; leaving takes 14 days.`
    : null;

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
    {answeredWords({ answeredGateCount: answeredCount, isVerdictDemoLimited: isDemoLimited })}; the worst
    answer decides.
    {openGates.length > 0 &&
      ` Not known${isDemoLimited ? " in the demo" : ""}: ${namesOf(openGates.map((id) => OPEN[id]))}.`}
  </>
);
