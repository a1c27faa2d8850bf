import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { Gate } from "@/app/_components/account/gate";
import { nameOf } from "@/app/_components/entity/plain-name";
import { Moved } from "@/app/_components/move/moved";
import { OperatorPicker } from "@/app/_components/move/operator-picker";
import { Link } from "@/app/_components/navigation/link";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { Badge } from "@/app/_components/ui/badge";
import { buttonClass } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { LoadingPage, LoadingTable, LoadingText, Words } from "@/app/_components/ui/skeleton";
import { VerdictMark } from "@/app/_components/verdict/verdict-mark";
import { api, ifRead } from "@/app/_trpc/server";
import { ConnectButton } from "@/app/_wallet/connect-button";
import { loadMoveParams, moveHref } from "./search-params";

type Props = PageProps<"/move">;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { from, to } = await loadMoveParams(searchParams);
  return {
    title: "Move to another operator",
    description:
      "What a move from one EigenLayer operator to another changes: verdict, what AVSs can slash before, after and in the 14 days between, and splits of rewards.",
    alternates: { canonical: "/move" },
    ...((from || to) && { robots: { index: false } }),
  };
}

export default function MovePage({ searchParams }: Props) {
  return (
    <NavigationSuspense skeleton={<MoveSkeleton />}>
      <MoveContent searchParams={searchParams} />
    </NavigationSuspense>
  );
}

const MoveSkeleton = () => (
  <LoadingPage className="grid gap-4 py-7">
    <div>
      <p className="text-2xl font-semibold">
        <Words className="w-72" />
      </p>
      <p>
        <Words className="w-96" />
      </p>
    </div>
    <LoadingText lines={10} phoneLines={16} />
    <LoadingTable titled columns={[1, 1, 2, 1]} rows={3} />
  </LoadingPage>
);

/** Returns an operator's name and verdict; `undefined` if no operator has this address. */
async function findEnd(address: string | null) {
  if (address === null) return undefined;
  const found = await api.analytics.operators.overview({ address }).catch(notFoundAsNull);
  return found ? { name: nameOf(found.name, address), verdict: found.verdict } : undefined;
}

function notFoundAsNull(error: unknown): null {
  if (error instanceof TRPCError && error.code === "NOT_FOUND") return null;
  throw error;
}

async function MoveContent({ searchParams }: Pick<Props, "searchParams">) {
  const { from, to, find } = await loadMoveParams(searchParams);
  const [leaves, joins] = await Promise.all([findEnd(from), findEnd(to)]);
  const isSame = from !== null && from === to;
  return (
    <main className="page grid grid-cols-[minmax(0,1fr)] gap-4 py-7" id="content">
      <header>
        <h1 className="text-2xl font-semibold tracking-tight">Move to another operator</h1>
        <p className="max-w-prose text-dim">
          What changes if stake is redelegated: before, after, and in the 14 days between. The link holds both
          operators and no wallet: share it.
        </p>
      </header>
      {from === null || leaves === undefined ? (
        <Card title="The operator to leave">
          {from !== null && <Problem>No operator has the address {from}.</Problem>}
          <OperatorPicker
            label="Which operator does the stake leave?"
            action="/move"
            keep={to ? { to } : {}}
            find={find}
            hrefOf={(address) => moveHref({ from: address, to: to === address ? null : to })}
          />
        </Card>
      ) : to === null || joins === undefined || isSame ? (
        <Card
          title={
            <span className="wrap-anywhere">
              From <bdi>{leaves.name}</bdi>
            </span>
          }
          action={<Other href={moveHref({ to: isSame ? null : to })}>Another one</Other>}
        >
          {isSame ? (
            <Problem>Both are the same operator, so nothing would change.</Problem>
          ) : (
            to !== null && <Problem>No operator has the address {to}.</Problem>
          )}
          <OperatorPicker
            label="Which operator would it move to?"
            action="/move"
            keep={{ from }}
            find={find}
            hrefOf={(address) => moveHref({ from, to: address })}
            without={from}
          />
        </Card>
      ) : (
        <>
          <nav aria-label="Operators of the move" className="flex flex-wrap items-center gap-2 wrap-anywhere">
            <span className="mr-2">
              From{" "}
              <b className="font-semibold">
                <bdi>{leaves.name}</bdi>
              </b>{" "}
              <VerdictMark small word={leaves.verdict} className="mx-1" /> to{" "}
              <b className="font-semibold">
                <bdi>{joins.name}</bdi>
              </b>{" "}
              <VerdictMark small word={joins.verdict} className="mx-1" />
            </span>
            <Other href={moveHref({ from })} isButton>
              Another operator
            </Other>
            <Other href={moveHref({ from: to, to: from })} isButton>
              The other way round
            </Other>
          </nav>
          <Result from={from} fromName={leaves.name} to={to} />
        </>
      )}
    </main>
  );
}

const Problem = ({ children }: { children: React.ReactNode }) => (
  <p role="alert" className="mb-3 wrap-anywhere text-critical">
    {children}
  </p>
);

const Other = ({ href, isButton, children }: { href: string; isButton?: boolean; children: string }) => (
  <Link
    href={href}
    prefetch={false}
    rel="nofollow"
    className={isButton ? buttonClass("secondary", undefined, "small") : "text-accent hover:underline"}
  >
    {children}
  </Link>
);

/** Shows a wallet that delegates to the old operator its own stake, and PRO the parts of a stake like all of it. */
async function Result({ from, fromName, to }: { from: string; fromName: string; to: string }) {
  const { address } = await api.account.viewer();
  const own = address ? await ifRead(api.analytics.stakers.moveMine({ to })) : null;
  if (own?.move && own.operator === from)
    return (
      <Moved
        move={own.move}
        owner="you"
        action={<Badge tone="accent">Your stake</Badge>}
        note="Only you see these amounts: the link does not name your wallet."
      />
    );
  return (
    <>
      <Gate feature="operatorMove" title="Before and after" about={from}>
        <OfOperator from={from} to={to} />
      </Gate>
      {!address && (
        <Card title="Is your own stake there?">
          <p className="mb-3 max-w-prose wrap-anywhere text-dim">
            A wallet that delegates to <bdi>{fromName}</bdi> sees the move of its own stake here, on any tier.
          </p>
          <ConnectButton>Sign in with it</ConnectButton>
        </Card>
      )}
    </>
  );
}

async function OfOperator({ from, to }: { from: string; to: string }) {
  const move = await api.analytics.operators.move({ address: from, to });
  return move && <Moved move={move} owner={null} />;
}
