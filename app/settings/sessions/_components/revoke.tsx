"use client";

import { useChange } from "@/app/_components/account/use-change";
import { Button } from "@/app/_components/ui/button";
import { useTRPC } from "@/app/_trpc/client";

/** Signs one browser out. */
export function RevokeSession({ id, device }: { id: string; device: string }) {
  const trpc = useTRPC();
  const revoke = useChange(trpc.account.sessions.revoke.mutationOptions(), { said: "Session revoked" });
  return (
    <Button
      onClick={() => void revoke.run({ id })}
      disabled={revoke.isBusy}
      aria-label={`Revoke session of ${device}`}
    >
      Revoke
    </Button>
  );
}

/** Signs out every browser but this one. */
export function RevokeOthers() {
  const trpc = useTRPC();
  const revoke = useChange(trpc.account.sessions.revokeOthers.mutationOptions(), {
    said: ({ count }) => (count === 1 ? "One session revoked" : `${count} sessions revoked`),
  });
  return (
    <Button className="justify-self-start" onClick={() => void revoke.run()} disabled={revoke.isBusy}>
      Revoke all others
    </Button>
  );
}
