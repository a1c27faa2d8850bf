"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { TRPCClientError } from "@trpc/client";
import { useRouter } from "next/navigation";
import { useAccount } from "@/app/_components/account/account-provider";
import { notify } from "@/app/_components/ui/toasts";
import { useTRPC, useTRPCClient } from "@/app/_trpc/client";
import { retry } from "@/app/_trpc/query-client";
import type { AppRouter, RouterInputs } from "@/server/trpc/router";

export type WatchedEntity = RouterInputs["account"]["watchlist"]["add"];

const isSame = (a: WatchedEntity, b: WatchedEntity) =>
  a.entityType === b.entityType && a.entityId === b.entityId;

/**
 * Returns whether an entity is watched and how to change that. A change shows at once and is undone when it
 * fails.
 */
export function useWatch(entity: WatchedEntity, wasWatched = false) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { viewer, signIn } = useAccount();
  const queryKey = trpc.account.watchlist.keys.queryKey();
  const keys = useQuery(
    trpc.account.watchlist.keys.queryOptions(undefined, {
      enabled: viewer.address !== null,
    }),
  );

  /** Cancels a running read first, so that an older list cannot replace the change. */
  const readAgain = async () => {
    await queryClient.cancelQueries({ queryKey });
    await queryClient.invalidateQueries({ queryKey });
  };
  const tellProblem = (isWatched: boolean, error: TRPCClientError<AppRouter>) => {
    const limit = error.data?.refusal?.reason === "WATCH_LIMIT" && error.data.refusal.limit;
    if (limit)
      return notify({
        tone: "problem",
        text: `Your watchlist is full at ${limit}`,
        detail: "Remove one, or watch without a limit with PRO.",
        action: { label: "What PRO adds", onClick: () => router.push("/pricing") },
      });
    const text = isWatched ? "Not added to your watchlist" : "Still on your watchlist";
    notify({ tone: "problem", text, detail: error.message });
  };
  const change = useMutation<unknown, TRPCClientError<AppRouter>, boolean>({
    mutationFn: (isWatched) => client.account.watchlist[isWatched ? "add" : "remove"].mutate(entity),
    // Repeating a call does no harm, but the last one has to arrive last.
    retry,
    scope: { id: `watch ${entity.entityType} ${entity.entityId}` },
    onSuccess: async (_, isWatched) => {
      queryClient.setQueryData(queryKey, (known) => {
        if (!known) return known;
        const others = known.items.filter((item) => !isSame(item, entity));
        return { ...known, items: isWatched ? [entity, ...others] : others };
      });
      await readAgain();
    },
    onError: (error, isWatched) => {
      tellProblem(isWatched, error);
      // Not awaited: the star shows at once that nothing was changed.
      void readAgain();
    },
  });

  // While a change is running, its target state is shown: the list may not be loaded yet.
  const isWatched =
    viewer.address !== null &&
    (change.isPending
      ? change.variables
      : (keys.data?.items.some((item) => isSame(item, entity)) ?? wasWatched));
  const toggle = async () => {
    if (isWatched) return change.mutate(false);
    const wasVisitor = viewer.address === null;
    if (wasVisitor && !(await signIn())) return;
    change.mutate(true, {
      onSuccess: () => wasVisitor && notify({ tone: "done", text: "Signed in, and added to your watchlist" }),
    });
  };
  return { isWatched, toggle };
}
