"use client";

import { Button, type ButtonVariant } from "../ui/button";
import { useAccount } from "./account-provider";

type ConnectButtonProps = { variant?: ButtonVariant; className?: string; children: React.ReactNode };

/** Opens the sign-in dialog; the page stays and shows what it has for an account. */
export function ConnectButton({ variant = "primary", className, children }: ConnectButtonProps) {
  const { signIn, prepare } = useAccount();
  return (
    <Button
      variant={variant}
      className={className}
      onClick={() => void signIn()}
      onPointerEnter={prepare}
      onFocus={prepare}
    >
      {children}
    </Button>
  );
}
