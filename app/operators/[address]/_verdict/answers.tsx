import { sentenceName } from "@/app/_components/entity/plain-name";
import { Counted, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { lossCertainty } from "@/app/_components/values/value-mark";
import { formatCounted, formatPercent } from "@/server/format";
import { IN_DEMO, Strong } from "./answer-words";
import { decidingAsset, namesOf } from "./destination";
import { MISSING, type OperatorVerdict } from "./verdict-lead";

type Props = { verdict: OperatorVerdict };

/** Answers whether the operator was slashed, how often, and how much was lost. */
export const SlashedAnswer = ({ verdict: { slashed } }: Props) => {
  if (slashed.passes === null) return "Not known: slashings were not read.";
  if (slashed.passes)
    return slashed.slashingCount === 0 ? "Never." : "Never: its slashings took nothing of any strategy.";
  if (slashed.slashingCount === 0)
    return "Its maximum magnitude fell, so it was slashed; no slashing of it was read.";
  return (
    <>
      <Strong>
        <Counted value={slashed.slashingCount} one="time" />, by{" "}
        <Counted value={slashed.avs.length} one="AVS" many="AVSs" />.
      </Strong>{" "}
      {slashed.lostRatio === null
        ? "The share of its value is not known"
        : `${formatPercent(slashed.lostRatio)} of its value${isByShares(slashed) ? ", by its shares at today's prices since that day's values are not known" : ""}`}
      {decidingAsset(slashed)}
      {slashed.lostUsd !== null && (
        <>
          , <Usd value={slashed.lostUsd} of={lossCertainty(slashed)} past />
        </>
      )}
      {slashed.lastAt && (
        <>
          , {slashed.slashingCount === 1 ? "on" : "last on"} <Time at={slashed.lastAt} show="day" />
        </>
      )}
      . What was given in return is not in the data.
    </>
  );
};

/** Returns whether shares at today's prices stand in for the values of the day before a slash. */
const isByShares = ({ strategies }: OperatorVerdict["slashed"]) =>
  strategies.some(({ basis }) => basis === "shares");

const CLUE: Record<OperatorVerdict["ownSets"]["sets"][number]["clues"][number], string> = {
  "only-operator": "no other operator is known to have had stake in it",
  "equal-name": "both declare the same name",
  "equal-host": "both declare the same website",
  "named-by-slashing": "its slashings name the operator's website",
};
const MATCH = {
  avs: "the AVS is the operator's address",
  slasher: "its slasher is the operator's address",
  recipient: "its recipient is the operator's address",
  entity: "one reviewed entity runs the operator and the AVS",
};

/** A review rests on published lists and websites, an address on the chain. */
const SURENESS = { avs: "Yes.", slasher: "Yes.", recipient: "Yes.", entity: "A review says so." };

/** Answers whether a set that slashed the operator, or can slash it, appears to be its own, and names the clues. */
export const OwnSetsAnswer = ({ verdict: { ownSets, isDemoLimited } }: Props) => {
  const [own, ...others] = ownSets.sets.filter(({ isOwn }) => isOwn);
  const judged = ownSets.sets.filter(({ hasSlashed }) => hasSlashed || !isDemoLimited);
  const hinted = judged.find(({ clues }) => clues.length > 0);
  if (own)
    return (
      <>
        <Strong>{own.match ? SURENESS[own.match] : "It appears so."}</Strong>{" "}
        {sentenceName(own.avsName, own.avs)}:{" "}
        {namesOf(own.match ? [MATCH[own.match]] : own.clues.map((clue) => CLUE[clue]))}
        {own.namedHost && ` (${own.namedHost})`}. {!own.match && incompleteMembers(own)}
        {others.length > 0 &&
          ` ${formatCounted(others.length, "more set appears", "more sets appear")} to be its own.`}
      </>
    );
  if (ownSets.passes === null) return "Not known: slashings or allocations were not read.";
  if (hinted)
    return `One clue, which alone decides nothing. ${sentenceName(hinted.avsName, hinted.avs)}: ${namesOf(hinted.clues.map((clue) => CLUE[clue]))}. ${incompleteMembers(hinted)}`;
  if (judged.length === 0)
    return isDemoLimited
      ? "No set slashed it. The demo does not have the sets that can slash it."
      : "No set slashed it, and none can slash it.";
  return `Nothing suggests it, in ${formatCounted(judged.length, "set")} that ${judged.some(({ hasSlashed }) => hasSlashed) ? `slashed it${isDemoLimited ? "" : " or can slash it"}` : "can slash it"}.`;
};

const incompleteMembers = ({ clues, areMembersKnown }: OperatorVerdict["ownSets"]["sets"][number]) =>
  clues.includes("only-operator") && !areMembersKnown ? "The list of members is not complete." : "";

const ACT = {
  allocation: "an allocation",
  commission: "a commission",
  metadata: "its metadata",
  registration: "a registration",
  approver: "its approver",
};

/** Answers when the operator last did something itself. */
export const ActsAnswer = ({ verdict: { acts } }: Props) => {
  if (acts.isDemoLimited) return `${IN_DEMO}.`;
  const last = acts.last && (
    <>
      Last act of its own: {ACT[acts.last.kind]}, <Time at={acts.last.at} show="day" />.
    </>
  );
  if (acts.passes === false)
    return (
      <>
        <Strong>
          Nothing for <Counted value={acts.quietDayCount} one="day" />,
        </Strong>{" "}
        and it secures no AVS. {last}
      </>
    );
  const holdsNothing = acts.holdsStake === false && " It holds no stake.";
  if (!last)
    return (
      <>
        {acts.isSecuring ? "It secures an AVS; no act of its own is known." : "No act of its own is known."}
        {holdsNothing}
      </>
    );
  return (
    <>
      {last}
      {acts.isSecuring &&
        (acts.quietDayCount ?? 0) > 180 &&
        ` Quiet on chain for ${formatCounted(acts.quietDayCount, "day")}.`}
      {holdsNothing}
      {acts.passes === null && !acts.areActsRead && " Later acts may not have been read."}
      {acts.passes === null && acts.isSecuring === null && " Whether it secures an AVS is not known."}
    </>
  );
};

/** Answers whether enough is known of the operator, and lists the missing facts. */
export const CoverageAnswer = ({ verdict: { coverage } }: Props) => {
  const { missing, failing, historyDayCount } = coverage;
  const history = historyDayCount === null ? "" : `${formatCounted(historyDayCount, "day")} of history. `;
  return (
    <>
      <Strong>{coverage.passes ? "Yes." : "No."}</Strong> {history}
      {failing.length > 0
        ? `Missing: ${namesOf(failing.map((one) => MISSING[one]))}.`
        : missing.length > 0
          ? `Not known: ${namesOf(missing.map((one) => MISSING[one]))}.`
          : "All prices and magnitudes are known."}
    </>
  );
};
