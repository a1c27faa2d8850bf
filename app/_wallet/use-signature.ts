"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { createSiweMessage } from "viem/siwe";
import { connect, getConnection, reconnect, signMessage, switchChain, watchConnection } from "wagmi/actions";
import type { Signed } from "@/app/_components/account/session";
import { NONCE_MILLISECONDS, type Purpose, STATEMENTS } from "@/server/auth/statements";
import { watchAnnounced } from "./announced";
import type { Relay } from "./relay";
import { endRemote } from "./remote-wallet";
import { rememberedWallet, rememberWallet } from "./wallet-accounts";
import { isRejection, sentenceOf } from "./wallet-error";
import { forgetConnection, isRemote, listWallets, onPairingUri, type Wallet, walletConfig } from "./wallets";

export type Connected = { address: `0x${string}`; chainId: number };

/** The steps from "no wallet" to a signed and accepted message. */
export type Step =
  | { at: "choose" }
  | { at: "connecting"; wallet: Wallet }
  | { at: "pairing"; wallet: Wallet; uri: string }
  | { at: "declined"; wallet: Wallet }
  | ({ at: "wrongAccount" | "wrongChain" | "signing" | "checking"; wallet: Wallet } & Connected)
  | ({ at: "ready"; wallet: Wallet } & Connected)
  | { at: "done"; address: `0x${string}` };

type Options = {
  purpose: Purpose;
  chainIds: readonly number[];
  /** The WalletConnect relay for wallets on other devices, if one is configured. */
  relay: Relay | undefined;
  /** The only wallet whose signature is accepted; undefined for a sign-in, which any wallet may do. */
  owner: string | undefined;
  askNonce: () => Promise<{ nonce: string; expiresAt: Date }>;
  /** Hands in the signed message. Resolves to the sentence of a refusal, or to nothing. */
  hand: (signed: Signed) => Promise<string | undefined>;
  onDone: () => void;
};

/** Returns the steps of choosing a wallet, connecting it and signing one message, with their actions. */
export function useSignature({ purpose, chainIds, relay, owner, askNonce, hand, onDone }: Options) {
  const config = useMemo(() => walletConfig(chainIds, relay), [chainIds, relay]);
  const [wallets, setWallets] = useState(() => listWallets(config));
  const [step, setStep] = useState<Step>({ at: "choose" });
  const [problem, setProblem] = useState<string>();
  // An answer of a wallet that arrives after the person went back is ignored.
  const turn = useRef(0);
  const hasEnded = useRef(false);

  const place = useCallback(
    (wallet: Wallet, { address, chainId }: Connected): Step => {
      const isOther = owner !== undefined && owner.toLowerCase() !== address.toLowerCase();
      const at = isOther ? "wrongAccount" : chainIds.includes(chainId) ? "ready" : "wrongChain";
      return { at, wallet, address, chainId };
    },
    [owner, chainIds],
  );

  const back = useCallback(() => {
    turn.current += 1;
    forgetConnection(config);
    endRemote(owner === undefined ? "everything" : "pairing");
    setProblem(undefined);
    setStep({ at: "choose" });
  }, [config, owner]);

  useEffect(() => {
    const seek = () => setWallets(listWallets(config));
    seek();
    const stopWallets = watchAnnounced(seek);
    const stopConnection = watchConnection(config, {
      onChange: ({ address, chainId }) =>
        setStep((now) => {
          if (now.at !== "ready" && now.at !== "wrongAccount" && now.at !== "wrongChain") return now;
          return address && chainId ? place(now.wallet, { address, chainId }) : { at: "choose" };
        }),
    });
    return () => {
      turn.current += 1;
      stopWallets();
      stopConnection();
      forgetConnection(config);
      if (!hasEnded.current) endRemote(owner === undefined ? "everything" : "pairing");
    };
  }, [config, owner, place]);

  // To confirm, the account's own wallet is needed: it is chosen at once when the browser has it.
  useEffect(() => {
    if (owner === undefined) return;
    const mine = turn.current;
    const wallet = listWallets(config).find(({ id }) => id === rememberedWallet());
    if (!wallet) return;
    // wagmi ignores a second call at the same time, which React makes in development.
    const timer = setTimeout(async () => {
      const [found] = await reconnect(config, { connectors: [wallet.connector] });
      const [address] = found?.accounts ?? [];
      if (found && address && mine === turn.current)
        setStep(place(wallet, { address, chainId: found.chainId }));
    });
    return () => clearTimeout(timer);
  }, [config, owner, place]);

  const choose = async (wallet: Wallet) => {
    turn.current += 1;
    const mine = turn.current;
    setProblem(undefined);
    setStep({ at: "connecting", wallet });
    const stop = onPairingUri(
      wallet,
      (uri) => mine === turn.current && setStep({ at: "pairing", wallet, uri }),
    );
    try {
      const { accounts, chainId } = await connect(config, { connector: wallet.connector });
      const [address] = accounts;
      if (mine === turn.current) setStep(place(wallet, { address, chainId }));
    } catch (error) {
      if (mine !== turn.current) return;
      if (!isRejection(error))
        setProblem(
          isRemote(wallet)
            ? "No wallet scanned the code in time, or the relay between it and you cannot be reached."
            : sentenceOf(
                error,
                wallet.name,
                `${wallet.name} did not answer. Is a request open in it already, or is it locked?`,
              ),
        );
      setStep({ at: "declined", wallet });
    } finally {
      stop();
    }
  };

  const changeChain = async () => {
    const [chainId] = chainIds;
    if (step.at !== "wrongChain" || chainId === undefined) return;
    setProblem(undefined);
    try {
      await switchChain(config, { chainId });
      const { address, chainId: now } = getConnection(config);
      if (address && now) setStep(place(step.wallet, { address, chainId: now }));
    } catch (error) {
      setProblem(
        isRejection(error)
          ? "The switch was declined."
          : `${step.wallet.name} could not switch by itself. Change the network in it.`,
      );
    }
  };

  const sign = async () => {
    if (step.at !== "ready") return;
    turn.current += 1;
    const mine = turn.current;
    const { wallet, address, chainId } = step;
    const again = (why: string) => {
      if (mine !== turn.current) return;
      setProblem(why);
      setStep(getConnection(config).address ? step : { at: "declined", wallet });
    };
    setProblem(undefined);
    setStep({ ...step, at: "signing" });
    try {
      const { nonce, expiresAt } = await askNonce();
      const message = createSiweMessage({
        domain: location.host,
        uri: location.origin,
        version: "1",
        statement: STATEMENTS[purpose],
        address,
        chainId,
        nonce,
        // Derived from the server's clock, since the browser's may be wrong.
        issuedAt: new Date(expiresAt.getTime() - NONCE_MILLISECONDS),
        expirationTime: expiresAt,
      });
      const { connector } = getConnection(config);
      const signature = await signMessage(config, {
        account: address,
        message,
        ...(connector && { connector }),
      });
      if (mine !== turn.current) return;
      setStep({ ...step, at: "checking" });
      const refused = await hand({ message, signature });
      if (refused) return again(refused);
      hasEnded.current = true;
      rememberWallet(wallet.id);
      setStep({ at: "done", address });
      onDone();
    } catch (error) {
      again(
        error instanceof Error && error.name === "TRPCClientError"
          ? error.message
          : isRejection(error)
            ? `You declined in ${wallet.name}. Nothing was signed.`
            : sentenceOf(
                error,
                wallet.name,
                `${wallet.name} did not sign. Check whether it is locked, then try again.`,
              ),
      );
    }
  };

  return { wallets, step, problem, choose, back, changeChain, sign };
}
