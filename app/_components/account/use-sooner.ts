"use client";

import { useState } from "react";

/**
 * Returns the server's state with a local change over it, until the server sends a new state or the change is
 * undone.
 */
export function useSooner<T extends object>(
  told: T,
): [shown: T, lay: (change: Partial<T> | undefined) => void] {
  const [over, setOver] = useState<{ told: T; change: Partial<T> }>();
  const shown = over?.told === told ? { ...told, ...over.change } : told;
  const lay = (change: Partial<T> | undefined) =>
    setOver((now) => change && { told, change: now?.told === told ? { ...now.change, ...change } : change });
  return [shown, lay];
}
