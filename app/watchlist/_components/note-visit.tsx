"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { asExtra } from "@/app/_failures/extra";
import { useTRPC } from "@/app/_trpc/client";

/** Records the visit and how far the data reached, so that the next visit can show what changed since. */
export const NoteVisit = asExtra(function NoteVisit({ seenTo }: { seenTo: Date | null }) {
  const trpc = useTRPC();
  const { mutate } = useMutation(trpc.account.watchlist.visit.mutationOptions());
  const isNoted = useRef(false);
  useEffect(() => {
    if (isNoted.current) return;
    isNoted.current = true;
    mutate({ seenTo });
  }, [mutate, seenTo]);
  return null;
});
