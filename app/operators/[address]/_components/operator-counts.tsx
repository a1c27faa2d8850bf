"use client";

import { createContext, type ReactNode, useContext } from "react";

type Counts = { avs: number | null; delegators: number | null; unsettledStrategies: number };

const OperatorCounts = createContext<Counts>({ avs: null, delegators: null, unsettledStrategies: 0 });

/** Provides the operator's counts from the header, so that skeletons of the tabs have the right length. */
export const OperatorCountsProvider = ({ counts, children }: { counts: Counts; children: ReactNode }) => (
  <OperatorCounts value={counts}>{children}</OperatorCounts>
);

/** Returns whether the operator's header warns that its value may not include every slashing yet. */
export const useIsUnsettled = (): boolean => useContext(OperatorCounts).unsettledStrategies > 0;

/** Returns how many rows a table of the operator will have: at most a page, or a guess if the count is not known. */
export function useRowsOf(what: keyof Counts, { most, guess }: { most: number; guess: number }): number {
  const count = useContext(OperatorCounts)[what] ?? guess;
  return Math.max(1, Math.min(most, count));
}
