"use client";

import { debounce, useQueryStates, type Values } from "nuqs";
import { useTransition } from "react";

type Parsers = Parameters<typeof useQueryStates>[0];

/**
 * The state of a list in the URL, and whether the list that it asks for is still on its way. A change begins at page 1;
 * typed text waits a moment and leaves no entry in the history for every letter.
 */
export function useListState<Keys extends Parsers>(parsers: Keys) {
  const [pending, startTransition] = useTransition();
  const [state, setState] = useQueryStates(parsers, {
    shallow: false,
    history: "push",
    scroll: false,
    startTransition,
  });
  const set = (change: Partial<Values<Keys>>) => {
    void setState({ ...change, page: null } as Parameters<typeof setState>[0]);
  };
  const type = (change: Partial<Values<Keys>>, isEmpty: boolean) => {
    void setState({ ...change, page: null } as Parameters<typeof setState>[0], {
      limitUrlUpdates: isEmpty ? undefined : debounce(250),
      history: "replace",
    });
  };
  return { state, set, type, pending };
}
