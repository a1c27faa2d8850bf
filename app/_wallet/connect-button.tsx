"use client";

import { useAccount } from "@/app/_components/account/account-provider";
import { Button } from "@/app/_components/ui/button";

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
