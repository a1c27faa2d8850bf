"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useAccount } from "@/app/_components/account/account-provider";
import { notify } from "@/app/_components/toasts";
import { useTRPC } from "@/app/_trpc/client";
import { retry } from "@/app/_trpc/query-client";
import type { RouterInputs } from "@/server/router";

export type WatchedEntity = RouterInputs["account"]["watchlist"]["add"];

const isSame = (a: WatchedEntity, b: WatchedEntity) =>
  a.entityType === b.entityType && a.entityId === b.entityId;

/** Whether an entity is watched, and how to change that: shown at once, taken back when it fails. */
export function useWatch(entity: WatchedEntity, wasWatched = false) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { viewer, signIn } = useAccount();
  const queryKey = trpc.account.watchlist.keys.queryKey();
  const keys = useQuery(
    trpc.account.watchlist.keys.queryOptions(undefined, {
      enabled: viewer.address !== null,
    }),
  );

  const put = (isWatched: boolean) =>
    queryClient.setQueryData(queryKey, (known) => {
      if (!known) return known;
      const others = known.items.filter((item) => !isSame(item, entity));
      return { ...known, items: isWatched ? [entity, ...others] : others };
    });
  const begin = (isWatched: boolean) => async () => {
    await queryClient.cancelQueries({ queryKey });
    put(isWatched);
  };
  const settle = () => queryClient.invalidateQueries({ queryKey });
  const add = useMutation(
    trpc.account.watchlist.add.mutationOptions({
      // To watch, or not to, twice is the same as once.
      retry,
      onMutate: begin(true),
      onError: (error) => {
        put(false);
        const limit = error.data?.refusal?.reason === "WATCH_LIMIT" && error.data.refusal.limit;
        if (limit)
          notify({
            tone: "problem",
            text: `Your watchlist is full at ${limit}`,
            detail: "Remove one, or watch without a limit with PRO.",
            action: { label: "What PRO adds", onClick: () => router.push("/pricing") },
          });
        else notify({ tone: "problem", text: "Not added to your watchlist", detail: error.message });
      },
      onSettled: settle,
    }),
  );
  const remove = useMutation(
    trpc.account.watchlist.remove.mutationOptions({
      retry,
      onMutate: begin(false),
      onError: (error) => {
        put(true);
        notify({ tone: "problem", text: "Still on your watchlist", detail: error.message });
      },
      onSettled: settle,
    }),
  );

  const isWatched =
    viewer.address !== null && (keys.data?.items.some((item) => isSame(item, entity)) ?? wasWatched);
  const toggle = async () => {
    if (isWatched) return remove.mutate(entity);
    const wasVisitor = viewer.address === null;
    if (wasVisitor && !(await signIn())) return;
    add.mutate(entity, {
      onSuccess: () => wasVisitor && notify({ tone: "done", text: "Signed in, and added to your watchlist" }),
    });
  };
  return { isWatched, toggle };
}
