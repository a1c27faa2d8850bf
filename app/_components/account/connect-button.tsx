"use client";

import { Button } from "../ui/button";
import { useAccount } from "./account-provider";

type ConnectButtonProps = { className?: string; children: React.ReactNode };

/** Renders a button that opens the sign-in dialog. The page stays and shows its account content afterwards. */
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
