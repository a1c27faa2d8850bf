"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Dialog, DialogContent } from "@/app/_components/ui/dialog";
import { useTRPC } from "@/app/_trpc/client";
import { CannotSign, canSignAt } from "./cannot-sign";
import type { Relay } from "./relay";
import type { SignatureRequest } from "./signature-request";
import { SignatureSteps } from "./signature-steps";
import { useSignature } from "./use-signature";

const TITLES = { signIn: "Connect a wallet", confirm: "Confirm it is you", delete: "Sign the deletion" };
/** How long "Signed in" shows before the dialog closes. */
const FAREWELL_MILLISECONDS = 1100;

type SignatureDialogProps = {
  open: boolean;
  request: SignatureRequest;
  owner: string | undefined;
  chainIds: number[];
  relay: Relay | undefined;
  /** The origin that a signed message has to name. */
  site: string;
  /** The element that had the focus before the dialog opened. */
  opener: Element | null;
  onClose: (isDone: boolean) => void;
};

/** Asks a wallet for one signature: to sign in, or to confirm a sensitive change. */
export function SignatureDialog({ open, request, opener, site, onClose, ...rest }: SignatureDialogProps) {
  const [isDone, setDone] = useState(false);
  const isAllowed = canSignAt(site);
  useEffect(() => {
    if (open) setDone(false);
  }, [open]);
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose(isDone)}>
      <DialogContent
        title={isAllowed ? TITLES[request.purpose] : "Signing does not work here"}
        className="sm:max-w-100"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          const back = opener?.isConnected && opener !== document.body ? opener : byAccount();
          if (back instanceof HTMLElement) back.focus({ preventScroll: true });
        }}
      >
        {isAllowed ? (
          <Body request={request} {...rest} onDone={() => setDone(true)} onLeave={() => onClose(true)} />
        ) : (
          <CannotSign site={site} />
        )}
      </DialogContent>
    </Dialog>
  );
}

/** Returns the account's element in the header, a button or a menu. */
const byAccount = () => document.getElementById("account");

type BodyProps = Pick<SignatureDialogProps, "request" | "owner" | "chainIds" | "relay"> & {
  onDone: () => void;
  onLeave: () => void;
};

function Body({ request, owner, chainIds, relay, onDone, onLeave }: BodyProps) {
  const trpc = useTRPC();
  const nonce = useMutation(trpc.account.session.nonce.mutationOptions());
  const signature = useSignature({
    purpose: request.purpose,
    chainIds,
    relay,
    owner,
    askNonce: () => nonce.mutateAsync(),
    hand: request.hand,
    onDone,
  });
  const hasEnded = signature.step.at === "done";
  useEffect(() => {
    if (!hasEnded) return;
    const timer = setTimeout(onLeave, FAREWELL_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [hasEnded, onLeave]);
  return <SignatureSteps purpose={request.purpose} owner={owner} chainIds={chainIds} {...signature} />;
}
