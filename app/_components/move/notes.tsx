import { sentenceName } from "@/app/_components/entity/plain-name";
import { Time } from "@/app/_components/values/time";
import { formatNumber, nounOf } from "@/server/format";
import type { Move } from "@/server/network/moving/move";

type Row = Move["strategies"][number];

const MOST_NAMED = 6;

/** Returns the symbols of strategies: "stETH, rETH and 3 others". */
function symbolsOf(rows: readonly Row[]): string {
  const named = rows.slice(0, MOST_NAMED).map(({ symbol, address }) => sentenceName(symbol, address));
  const more = rows.length - named.length;
  return more > 0
    ? `${named.join(", ")} and ${formatNumber(more)} ${nounOf(more, "other")}`
    : named.join(", ");
}

const inDemo = (name: string) =>
  `${name} is real: the demo has only a few allocations of real operators, and none of their delays.`;

/** Lists the facts about a move that are no figures: when the stake is where, and what can stop it. */
export function MoveNotes({ move }: { move: Move }) {
  const { from, to, strategies, leftBlock, arrivalBlock, leftAt } = move;
  const [fromName, toName] = [sentenceName(from.name, from.address), sentenceName(to.name, to.address)];
  const dead = strategies.filter(({ isDeadThere }) => isDeadThere);
  const unsure = strategies.filter(({ isDeadThere }) => isDeadThere === null);
  const absent = strategies.filter(({ isHeldThere }) => isHeldThere === false);
  const notes: React.ReactNode[] = [
    leftBlock === null ? (
      `Redelegating queues all of the stake for 14 days, in which the sets of ${fromName} can still slash it. The block of the data is not known, so their end is not either.`
    ) : (
      <>
        Redelegating queues all of the stake. If that happened at block {formatNumber(move.blockNow)}, the
        sets of {fromName} could slash it until <Time at={leftAt} show="day" /> (block{" "}
        {formatNumber(leftBlock)}). From block {formatNumber(arrivalBlock)} on it can be completed as shares
        with {toName}, whose sets can slash it from then on.
      </>
    ),
    "Queued stake is nobody's delegated stake: it earns no rewards until it is completed.",
    `What is announced today is included. An allocation that either of them announces later comes on top.`,
    dead.length > 0 && (
      <b className="font-medium text-critical">
        Slashes left nothing of {symbolsOf(dead)} at {toName}: delegating {nounOf(dead.length, "it", "them")}{" "}
        there reverts.
      </b>
    ),
    unsure.length > 0 &&
      `Whether ${symbolsOf(unsure)} can be delegated to ${toName} is not known: its magnitudes were not read.`,
    absent.length > 0 && absent.length < strategies.length && `${toName} holds none of ${symbolsOf(absent)}.`,
    to.hasStake === false && `${toName} holds no stake at present.`,
    to.isPermissioned === true && `${toName} takes only stake whose delegation its approver signs.`,
    to.isPermissioned === null &&
      `Whether delegating to ${toName} needs an approver's signature is not known.`,
    from.isVerdictDemoLimited && inDemo(fromName),
    to.isVerdictDemoLimited && inDemo(toName),
  ];
  return (
    <ul className="mt-4 grid list-disc gap-x-10 gap-y-1.5 pl-4 text-sm wrap-anywhere text-dim lg:grid-cols-2">
      {notes.filter(Boolean).map((note, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: notes have no other name than their place
        <li key={place}>{note}</li>
      ))}
    </ul>
  );
}
