"use client";

import { createSerializer, debounce, type ParserMap, useQueryStates } from "nuqs";
import { useTransition } from "react";

/** What arranges a list instead of narrowing it. */
const ARRANGING = ["sort", "dir", "page", "rows", "range"];

type Change<Keys extends ParserMap> = Parameters<ReturnType<typeof useQueryStates<Keys>>[1]>[0];

/**
 * The state of a list in the URL, and whether the list that it asks for is still on its way. A change begins at page 1;
 * typed text waits a moment and leaves no entry in the history for every letter. `clear` takes every filter off, and is
 * absent while none is on.
 */
export function useListState<Keys extends ParserMap>(parsers: Keys) {
  const [pending, startTransition] = useTransition();
  const [state, setState] = useQueryStates(parsers, {
    shallow: false,
    history: "push",
    scroll: false,
    startTransition,
  });
  const filters = Object.entries(parsers).filter(([key]) => !ARRANGING.includes(key));
  const isNarrowed = createSerializer(Object.fromEntries(filters))(state) !== "";
  const fromFirst = (change: object) => ({ ...change, page: null }) as Change<Keys>;
  const set = (change: Partial<{ [Key in keyof typeof state]: (typeof state)[Key] | null }>) => {
    void setState(fromFirst(change));
  };
  return {
    state,
    pending,
    set,
    search: (text: string) => {
      void setState(fromFirst({ q: text || null }), {
        limitUrlUpdates: text === "" ? undefined : debounce(250),
        history: "replace",
      });
    },
    clear: isNarrowed
      ? () => void setState(fromFirst(Object.fromEntries(filters.map(([key]) => [key, null]))))
      : undefined,
  };
}
