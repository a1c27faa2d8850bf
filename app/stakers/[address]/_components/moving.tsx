import { TRPCError } from "@trpc/server";
import { nameOf } from "@/app/_components/entity/plain-name";
import { Moved } from "@/app/_components/move/moved";
import { OperatorPicker } from "@/app/_components/move/operator-picker";
import { Link } from "@/app/_components/navigation/link";
import { buttonClass } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { EmptyCard } from "@/app/_components/ui/empty-card";
import { api } from "@/app/_trpc/server";
import { moveHref } from "@/app/move/search-params";
import { movedHref, type StakerState } from "../search-params";

type MovingProps = {
  address: string;
  operator: string | null;
  isOwn: boolean;
  state: StakerState;
};

/** Lets the reader choose another operator, and shows what changes for this stake. */
export async function Moving({ address, operator, isOwn, state: { to, find } }: MovingProps) {
  if (operator === null) return null;
  if (operator === address)
    return (
      <EmptyCard title={TITLE} says="This is an operator: it delegates to itself.">
        An operator can never undelegate from itself, so its own stake cannot move to another one.
      </EmptyCard>
    );
  const answer = to === null || to === operator ? null : await ask({ address, isOwn, to });
  const move = answer?.move;
  const problem =
    to === null
      ? null
      : to === operator
        ? "It delegates to this operator already."
        : answer === null
          ? `No operator has the address ${to}.`
          : move
            ? null
            : "Its present operator is not known, so nothing can be compared.";
  return (
    <section id="move" aria-label={TITLE} className="grid scroll-mt-20 grid-cols-[minmax(0,1fr)] gap-4">
      <Card
        title={TITLE}
        action={
          move && (
            <Link
              href={moveHref({ from: operator, to: move.to.address })}
              prefetch={false}
              className="text-accent hover:underline"
            >
              Link without the wallet
            </Link>
          )
        }
      >
        {move ? (
          <p className="flex flex-wrap items-center gap-2 wrap-anywhere">
            <span className="mr-2">
              To{" "}
              <b className="font-semibold">
                <bdi>{nameOf(move.to.name, move.to.address)}</bdi>
              </b>
            </span>
            <Link
              href={movedHref(address, null)}
              prefetch={false}
              className={buttonClass("secondary", undefined, "small")}
            >
              Another operator
            </Link>
          </p>
        ) : (
          <>
            {problem && (
              <p role="alert" className="mb-3 wrap-anywhere text-critical">
                {problem}
              </p>
            )}
            <OperatorPicker
              label={`Which operator would ${isOwn ? "your" : "its"} stake move to?`}
              action={`/stakers/${address}#move`}
              find={find}
              hrefOf={(other) => movedHref(address, other)}
              without={operator}
            />
          </>
        )}
      </Card>
      {move && <Moved move={move} owner={isOwn ? "you" : "staker"} />}
    </section>
  );
}

const TITLE = "Move to another operator";

/** Returns what changes; `null` if no operator has this address. */
async function ask({ address, isOwn, to }: { address: string; isOwn: boolean; to: string }) {
  try {
    return await (isOwn
      ? api.analytics.stakers.moveMine({ to })
      : api.analytics.stakers.move({ address, to }));
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}
