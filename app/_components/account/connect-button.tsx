"use client";

import { Button } from "../ui/button";
import { useAccount } from "./account-provider";

type ConnectButtonProps = { className?: string; children: React.ReactNode };

/** Opens the sign-in dialog; the page stays and shows what it has for an account. */
export function ConnectButton({ className, children }: ConnectButtonProps) {
  const { signIn, prepare } = useAccount();
  return (
    <Button
      variant="primary"
      className={className}
      onClick={() => void signIn()}
      onPointerEnter={prepare}
      onFocus={prepare}
    >
      {children}
    </Button>
  );
}
