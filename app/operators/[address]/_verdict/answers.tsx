import { nameOf } from "@/app/_components/entity/plain-name";
import { Counted, Part, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { lossCertainty } from "@/app/_components/values/value-mark";
import { formatBlocks, formatCounted, formatDay, formatPercent } from "@/server/format";
import { MISSING, namesOf, type OperatorVerdict } from "./verdict-lead";

type Props = { verdict: OperatorVerdict };

const Strong = ({ children }: { children: React.ReactNode }) => (
  <b className="font-medium text-ink">{children}</b>
);
const IN_DEMO = "Not known in the demo: it is modelled here";

/** Answers whether the operator was slashed, how often, and how much was lost. */
export const SlashedAnswer = ({ verdict: { slashed } }: Props) => {
  if (slashed.passes === null) return "Not known: slashings were not read.";
  if (slashed.passes) return "Never.";
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
        : `${formatPercent(slashed.lostRatio)} of its value`}
      {slashed.lostUsd !== null && (
        <>
          , <Usd value={slashed.lostUsd} of={lossCertainty(slashed)} past />
        </>
      )}
      , last on <Time at={slashed.lastAt} show="day" />. What was given in return is not in the data.
    </>
  );
};

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
};

/** Answers whether a set that slashed the operator, or can slash it, appears to be its own, and names the clues. */
export const OwnSetsAnswer = ({ verdict: { ownSets } }: Props) => {
  const own = ownSets.sets.find(({ isOwn }) => isOwn);
  const hinted = ownSets.sets.find(({ clues }) => clues.length > 0);
  if (own)
    return (
      <>
        <Strong>{own.match ? "Yes." : "It appears so."}</Strong> {nameOf(own.avsName, own.avs)}:{" "}
        {namesOf(own.match ? [MATCH[own.match]] : own.clues.map((clue) => CLUE[clue]))}
        {own.namedHost && ` (${own.namedHost})`}.{" "}
        {own.clues.includes("only-operator") &&
          !own.areMembersKnown &&
          "The list of members is not complete."}
      </>
    );
  if (ownSets.passes === null) return "Not known: slashings or allocations were not read.";
  if (hinted)
    return `One clue, which alone decides nothing. ${nameOf(hinted.avsName, hinted.avs)}: ${namesOf(hinted.clues.map((clue) => CLUE[clue]))}.`;
  return ownSets.sets.length === 0
    ? "No set slashed it, and none can slash it."
    : `Nothing suggests it, in ${formatCounted(ownSets.sets.length, "set")} that slashed it or can slash it.`;
};

/** Answers whether the allocation delay is shorter than leaving takes. */
export const ExitAnswer = ({ verdict: { exit } }: Props) => {
  const bound = exit.upperBound && (
    <>
      {" "}
      At most {formatBlocks(exit.upperBound.blocks)} at its first slash by a set
      {exit.upperBound.at && `, ${formatDay(exit.upperBound.at)}`}; leaving takes 14 days.
    </>
  );
  if (exit.isDemoLimited)
    return (
      <>
        {IN_DEMO}.{bound}
      </>
    );
  if (exit.delayBlocks === null)
    return (
      <>
        <Strong>{exit.hasOwnSet ? "Yes." : "Its allocation delay is not known."}</Strong>{" "}
        {exit.hasOwnSet && "A redistributing set that appears to be its own can slash it now. "}
        {exit.isNothingAllocated && "Nothing is allocated today. "}
        {bound}
      </>
    );
  return (
    <>
      <Strong>
        {exit.passes === false
          ? "Yes."
          : exit.isCaution
            ? "It can be burnt, not redistributed."
            : exit.passes
              ? "No."
              : "Not known."}
      </Strong>{" "}
      {exit.isDelayUnset
        ? "No delay is set, so 17.5 days pass before its first allocation."
        : `${exit.delayBlocks === 0 ? "New allocations count at once" : `New allocations count after ${formatBlocks(exit.delayBlocks)}`}; leaving takes 14 days.`}
      {exit.delaySource === "observed" && exit.observed && exit.observed.newest.allocatedAt && (
        <> Seen on {formatDay(exit.observed.newest.allocatedAt)}.</>
      )}
      {exit.pending && (
        <>
          {" "}
          From {exit.pending.effectAt ? formatDay(exit.pending.effectAt) : "a later block"} on:{" "}
          {formatBlocks(exit.pending.delayBlocks)}.
        </>
      )}
      {exit.passes === null && " How much of its stake could be redistributed is not known."}
    </>
  );
};

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
  if (!last)
    return acts.isSecuring ? "It secures an AVS; no act of its own is known." : "No act of its own is known.";
  return (
    <>
      {last}
      {acts.isSecuring &&
        (acts.quietDayCount ?? 0) > 180 &&
        ` Quiet on chain for ${formatCounted(acts.quietDayCount, "day")}.`}
      {acts.passes === null && " Later acts may not have been read."}
    </>
  );
};

/** Answers how much of the operator's value one AVS can slash at most. */
export const WorstAvsAnswer = ({ verdict: { worstAvs } }: Props) => {
  const { now, announced } = worstAvs;
  if (worstAvs.isDemoLimited) return `${IN_DEMO}.`;
  if (worstAvs.passes === null && !now && !announced) return "Not known: allocations were not read.";
  if (!now && !announced) return "Nothing that it holds can be slashed today.";
  return (
    <>
      {now ? (
        <>
          <Strong>
            {now.least === now.most ? (
              <Part value={now.most} />
            ) : (
              <>
                up to <Part value={now.most} />
              </>
            )}
          </Strong>{" "}
          of its value, by {nameOf(now.name, now.avs)}.
        </>
      ) : (
        "Nothing today."
      )}
      {announced && announced.most > (now?.most ?? 0) && (
        <>
          {" "}
          <Part value={announced.most} /> by {nameOf(announced.name, announced.avs)} once announced changes
          are in effect.
        </>
      )}
      {now && now.least !== now.most && " Whether all of it can be slashed is not known."}
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
          : "All prices and magnitudes."}
    </>
  );
};
