"use client";

import { useSyncExternalStore } from "react";
import { readStored, store, watchStored } from "@/app/_browser/browser";
import { QUANTITIES } from "@/server/trpc/tiers";

export type Compared = { address: string; name: string };

const KEY = "eigenwatch.compare";
const NONE: Compared[] = [];
const listeners = new Set<() => void>();
let text: string | null = null;
let kept: Compared[] = NONE;

const isCompared = (one: unknown): one is Compared =>
  typeof one === "object" &&
  one !== null &&
  "address" in one &&
  "name" in one &&
  typeof one.name === "string" &&
  /^0x[0-9a-f]{40}$/.test(String(one.address));

function read(): Compared[] {
  const now = readStored(KEY);
  if (now === text) return kept;
  text = now;
  try {
    const found: unknown = JSON.parse(now ?? "[]");
    kept = Array.isArray(found) ? found.filter(isCompared).slice(0, QUANTITIES.compared.PRO) : NONE;
  } catch {
    kept = NONE;
  }
  return kept;
}

function write(next: Compared[]) {
  store(KEY, JSON.stringify(next));
  for (const tell of listeners) tell();
}

function subscribe(tell: () => void) {
  listeners.add(tell);
  const stop = watchStored(tell);
  return () => {
    listeners.delete(tell);
    stop();
  };
}

/**
 * Returns the operators chosen for comparison, shared by all tabs of this browser; by this page
 * alone where storage is blocked.
 */
export function useCompared() {
  const compared = useSyncExternalStore(subscribe, read, () => NONE);
  return {
    compared,
    toggle: (one: Compared) =>
      write(
        compared.some(({ address }) => address === one.address)
          ? compared.filter(({ address }) => address !== one.address)
          : [...compared, one].slice(0, QUANTITIES.compared.PRO),
      ),
    clear: () => write(NONE),
  };
}
