"use client";

import { debounce, type ParserMap, useQueryStates } from "nuqs";
import { useTransition } from "react";

type Change<Keys extends ParserMap> = Parameters<ReturnType<typeof useQueryStates<Keys>>[1]>[0];

/**
 * The state of a list in the URL, and whether the list that it asks for is still on its way. A change begins at page 1;
 * typed text waits a moment and leaves no entry in the history for every letter.
 */
export function useListState<Keys extends ParserMap>(parsers: Keys) {
  const [pending, startTransition] = useTransition();
  const [state, setState] = useQueryStates(parsers, {
    shallow: false,
    history: "push",
    scroll: false,
    startTransition,
  });
  const fromFirst = (change: object) => ({ ...change, page: null }) as Change<Keys>;
  return {
    state,
    pending,
    set: (change: Partial<{ [Key in keyof typeof state]: (typeof state)[Key] | null }>) => {
      void setState(fromFirst(change));
    },
    type: (
      change: Partial<{ [Key in keyof typeof state]: (typeof state)[Key] | null }>,
      isEmpty: boolean,
    ) => {
      void setState(fromFirst(change), {
        limitUrlUpdates: isEmpty ? undefined : debounce(250),
        history: "replace",
      });
    },
  };
}
