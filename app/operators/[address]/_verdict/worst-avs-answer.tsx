import { sentenceName } from "@/app/_components/entity/plain-name";
import { formatPercent } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";
import { IN_DEMO, Strong } from "./answer-words";

type OperatorVerdict = RouterOutputs["analytics"]["operators"]["verdict"];
type Worst = OperatorVerdict["worstAvs"];
type Figures = NonNullable<Worst["now"]>;
type Deciding = NonNullable<Worst["deciding"]>;

/** Returns a part of the operator's value in words, with both bounds where they read differently. */
function partOf({ least, most }: Pick<Figures, "least" | "most">): string {
  const [low, high] = [formatPercent(least), formatPercent(most)];
  return low === high ? high : least > 0 ? `at least ${low} and up to ${high}` : `up to ${high}`;
}

const capital = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
const nameIn = ({ name, avs }: Figures) => sentenceName(name, avs);

/**
 * Returns the AVS that matters most beside the deciding one: the one that can, or may, slash more. Announced changes
 * count only where they make it more.
 */
function moreThan(deciding: Deciding, { now, announced }: Worst): (Figures & { isLater: boolean }) | null {
  const isLater = (announced?.most ?? 0) > (now?.most ?? 0);
  const most = isLater ? announced : now;
  return most && most.most > deciding.most ? { ...most, isLater } : null;
}

/**
 * Returns a sentence on the AVS that can slash the most, by one slash or by one of each of its sets. Where one AVS surely
 * can slash too much it is named first, and one that may slash more after it.
 */
export function worstWords(worstAvs: Worst): string {
  const { deciding, now, announced } = worstAvs;
  if (!deciding) {
    const isLater = (announced?.most ?? 0) > (now?.most ?? 0);
    const worst = isLater ? announced : now;
    if (!worst) return "";
    return sentenceOf(worst, isLater);
  }
  const more = moreThan(deciding, worstAvs);
  const first = sentenceOf(deciding, deciding.isAnnounced);
  if (!more) return first;
  const who = more.avs === deciding.avs ? "It" : nameIn(more);
  return `${first} ${who} ${verbOf(more)} ${partOf(more)}${more.isLater ? ", once announced changes are in effect" : ""}.`;
}

const verbOf = ({ least, most }: Figures) =>
  formatPercent(least) === formatPercent(most) ? "will be able to slash" : "may slash";

const sentenceOf = (worst: Figures, isLater: boolean): string =>
  isLater
    ? `${nameIn(worst)} alone will be able to slash ${partOf(worst)} of its value, once announced changes are in effect.`
    : `${nameIn(worst)} alone can slash ${partOf(worst)} of its value.`;

/** Answers how much of the operator's value one AVS can slash at most. */
export const WorstAvsAnswer = ({ verdict: { worstAvs } }: { verdict: OperatorVerdict }) => {
  const { deciding, now, announced } = worstAvs;
  if (worstAvs.isDemoLimited) return `${IN_DEMO}.`;
  if (worstAvs.passes === null && !now && !announced) return "Not known: allocations were not read.";
  if (!now && !announced) return "Nothing that it holds can be slashed today.";
  const more = deciding ? moreThan(deciding, worstAvs) : null;
  const first = deciding ?? (now && { ...now, isAnnounced: false });
  const second = deciding
    ? more
    : announced && announced.most > (now?.most ?? 0)
      ? { ...announced, isLater: true }
      : null;
  const isUnsure = [first, second].some((one) => one && partOf(one) !== formatPercent(one.most));
  return (
    <>
      {first ? (
        <>
          <Strong>{capital(partOf(first))}</Strong> of its value, by {nameIn(first)}
          {first.isAnnounced && ", once announced changes are in effect"}.
        </>
      ) : (
        "Nothing today."
      )}
      {second &&
        ` ${capital(partOf(second))} of its value by ${nameIn(second)}${second.isLater ? ", once announced changes are in effect" : ""}.`}
      {isUnsure && " How much of that can be slashed is not known."}
    </>
  );
};
