"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { TRPCClientError } from "@trpc/client";
import { useRouter } from "next/navigation";
import { useAccount } from "@/app/_components/account/account-provider";
import { notify } from "@/app/_components/toasts";
import { useTRPC, useTRPCClient } from "@/app/_trpc/client";
import { retry } from "@/app/_trpc/query-client";
import type { AppRouter, RouterInputs } from "@/server/router";

export type WatchedEntity = RouterInputs["account"]["watchlist"]["add"];

const isSame = (a: WatchedEntity, b: WatchedEntity) =>
  a.entityType === b.entityType && a.entityId === b.entityId;

/** Whether an entity is watched, and how to change that: shown at once, taken back when it fails. */
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

  /** A list that was asked for before the change must not come after it. */
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
    // To watch, or not to, twice is the same as once; but the last wish has to arrive last.
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
      // Not waited for: the star shows at once that nothing was changed.
      void readAgain();
    },
  });

  // What was asked for is shown from what is underway: the list may not be known yet, or be read anew.
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
