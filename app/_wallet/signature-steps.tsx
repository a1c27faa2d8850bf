import { ArrowLeft, Check, TriangleAlert } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useRef } from "react";
import { Identicon } from "@/app/_components/entity/identicon";
import { Button, buttonClass } from "@/app/_components/ui/button";
import { Extra } from "@/app/_failures/extra";
import { type Purpose, STATEMENTS } from "@/server/auth/statements";
import { shortenAddress } from "@/server/format";
import { CopyLink } from "./copy-link";
import type { useSignature } from "./use-signature";
import { WalletIcon, WalletList } from "./wallet-list";
import { chainName, isRemote } from "./wallets";

const Pairing = dynamic(() => import("./pairing").then((module) => module.Pairing), {
  loading: () => <span className="size-64 rounded-xl border bg-soft" />,
});

const ACTIONS = { signIn: "Sign in", confirm: "Sign to confirm", delete: "Sign and delete everything" };
const DONE = { signIn: "Signed in", confirm: "Confirmed", delete: "Deleted" };
const PROMISES = ["A message, not a transaction", "No gas, no cost", "No access to your assets"];

type StepsProps = ReturnType<typeof useSignature> & {
  purpose: Purpose;
  owner: string | undefined;
  chainIds: number[];
};

/** Renders the screen of the current step and announces each change to screen readers. */
export function SignatureSteps(props: StepsProps) {
  const { step, problem } = props;
  const screen = useRef<HTMLDivElement>(null);
  const at = step.at;
  // The button that was pressed is gone, so the focus moves here.
  useEffect(() => {
    const focused = document.activeElement;
    if (at === "choose" || (focused !== screen.current && screen.current?.contains(focused))) return;
    (screen.current?.querySelector<HTMLElement>("[data-first]") ?? screen.current)?.focus();
  }, [at]);
  return (
    <div ref={screen} tabIndex={-1} className="outline-none" aria-live="polite">
      <Screen {...props} />
      {problem && at !== "choose" && (
        <p
          role="alert"
          className="mt-3 flex items-start gap-2 rounded-lg bg-critical/10 px-3 py-2 text-sm text-critical"
        >
          <TriangleAlert className="mt-0.5 size-4" strokeWidth={1.75} aria-hidden="true" />
          {problem}
        </p>
      )}
    </div>
  );
}

function Screen({ step, wallets, choose, back, sign, changeChain, problem, ...of }: StepsProps) {
  const { purpose, owner, chainIds } = of;
  const [chainId = 1] = chainIds;
  if (step.at === "choose")
    return <WalletList wallets={wallets} choose={choose} isSignIn={purpose === "signIn"} />;
  if (step.at === "done")
    return (
      <Scene
        mark={
          <span className="grid size-14 place-items-center rounded-full bg-low/10 text-low">
            <Check className="size-7" aria-hidden="true" />
          </span>
        }
        title={DONE[purpose]}
      >
        <Account address={step.address} />
      </Scene>
    );
  const name = isRemote(step.wallet) ? "your wallet" : step.wallet.name;
  const first = isRemote(step.wallet) ? "Your wallet" : name;
  const icon = (isBusy = false) => <WalletIcon wallet={step.wallet} size="lg" isBusy={isBusy} />;
  const other = (
    <Button variant="quiet" className="h-10" onClick={back}>
      <ArrowLeft className="size-4" aria-hidden="true" /> Another wallet
    </Button>
  );
  if (step.at === "connecting")
    return (
      <Scene mark={icon(true)} title={`Connecting ${name}`} actions={other}>
        {isRemote(step.wallet)
          ? "Loading the code to scan."
          : "Confirm in your wallet which account EigenWatch may see."}
      </Scene>
    );
  if (step.at === "pairing")
    return (
      <Scene
        mark={
          <Extra absent={<p className="text-sm text-dim">The code could not be drawn. Copy the link.</p>}>
            <Pairing uri={step.uri} />
          </Extra>
        }
        title="Scan with your wallet"
        actions={
          <>
            <div className="hidden pointer-coarse:grid">
              <a href={step.uri} className={buttonClass("primary", "h-10 max-sm:h-11")}>
                Open a wallet on this device
              </a>
            </div>
            <CopyLink text={step.uri} />
            {other}
          </>
        }
      >
        Any wallet that supports WalletConnect works. The code is valid for five minutes.
      </Scene>
    );
  if (step.at === "declined")
    return (
      <Scene
        mark={icon()}
        title={problem ? `Not connected to ${name}` : "You declined the connection"}
        actions={
          <>
            <Main onClick={() => choose(step.wallet)}>Try again</Main>
            {other}
          </>
        }
      >
        {problem ? "Nothing was connected." : "Nothing was connected, and nothing was signed."}
      </Scene>
    );
  if (step.at === "wrongChain")
    return (
      <Scene
        mark={icon()}
        title={`Switch to ${chainName(chainId)}`}
        actions={
          <>
            <Main onClick={changeChain}>Switch in {name}</Main>
            {other}
          </>
        }
      >
        {first} is on {chainName(step.chainId)}. Accounts here belong to {chainName(chainId)}.
      </Scene>
    );
  if (step.at === "wrongAccount")
    return (
      <Scene mark={icon()} title="This is another account" actions={other}>
        {first} shows {shortenAddress(step.address)}. Choose {shortenAddress(owner ?? "")} in it, the one that
        you are signed in with here.
      </Scene>
    );
  if (step.at === "signing" || step.at === "checking")
    return (
      <Scene
        mark={icon(true)}
        title={step.at === "signing" ? `Sign in ${name}` : "Checking the signature"}
        {...(step.at === "signing" && { actions: other })}
      >
        {step.at === "signing" ? (
          <>
            Your wallet shows this message:
            <q className="mt-2 block rounded-lg bg-soft px-3 py-2 text-left text-ink quotes-none">
              {STATEMENTS[purpose]}
            </q>
          </>
        ) : (
          "One moment."
        )}
      </Scene>
    );
  return (
    <Scene
      mark={icon()}
      title={purpose === "signIn" ? "One signature to sign in" : (STATEMENTS[purpose].split(". ")[0] ?? "")}
      actions={
        <>
          <Main onClick={sign}>{problem ? `${ACTIONS[purpose]}: try again` : ACTIONS[purpose]}</Main>
          {other}
        </>
      }
    >
      <Account address={step.address} />
      <ul className="mx-auto mt-3 grid w-fit gap-1 text-left text-sm">
        {PROMISES.map((promise) => (
          <li key={promise} className="flex items-center gap-2">
            <Check className="size-4 text-low" aria-hidden="true" /> {promise}
          </li>
        ))}
      </ul>
    </Scene>
  );
}

type SceneProps = {
  mark: React.ReactNode;
  title: string;
  actions?: React.ReactNode;
  children: React.ReactNode;
};

const Scene = ({ mark, title, actions, children }: SceneProps) => (
  <div className="grid justify-items-center pt-3 text-center">
    {mark}
    <h3 className="mt-4 text-lg font-semibold tracking-tight">{title}</h3>
    <div className="mt-1 max-w-76 text-sm text-dim">{children}</div>
    {actions && <div className="mt-5 grid w-full gap-1.5">{actions}</div>}
  </div>
);

const Main = (props: React.ComponentProps<typeof Button>) => (
  <Button variant="primary" className="h-10 max-sm:h-11" data-first="" {...props} />
);

const Account = ({ address }: { address: string }) => (
  <span className="inline-flex items-center gap-2 font-mono text-sm text-ink">
    <Identicon address={address} size="sm" />
    <span aria-hidden="true">{shortenAddress(address)}</span>
    <span className="sr-only">{address}</span>
  </span>
);
