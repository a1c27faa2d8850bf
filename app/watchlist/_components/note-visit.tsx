"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTRPC } from "@/app/_trpc/client";

/** Remembers that the list was looked at, so that the next visit can say what changed since. */
export function NoteVisit() {
  const trpc = useTRPC();
  const { mutate } = useMutation(trpc.account.watchlist.visit.mutationOptions());
  const isNoted = useRef(false);
  useEffect(() => {
    if (isNoted.current) return;
    isNoted.current = true;
    mutate();
  }, [mutate]);
  return null;
}
