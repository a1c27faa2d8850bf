"use client";

import { useChange } from "@/app/_components/account/use-change";
import { Button } from "@/app/_components/ui/button";
import type { WatchedEntity } from "@/app/_components/watch/use-watch";
import { useTRPC } from "@/app/_trpc/client";

/** Removes an entity from the watchlist, also one that is gone from the data. */
export function RemoveWatched({ name, ...entity }: WatchedEntity & { name: string }) {
  const trpc = useTRPC();
  const remove = useChange(trpc.account.watchlist.remove.mutationOptions(), { said: "Removed" });
  return (
    <Button disabled={remove.isBusy} onClick={() => void remove.run(entity)} aria-label={`Remove ${name}`}>
      Remove
    </Button>
  );
}
