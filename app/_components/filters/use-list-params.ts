"use client";

import { type Nullable, type Options, type ParserMap, type UrlKeys, useQueryStates, type Values } from "nuqs";
import { createContext, startTransition, use } from "react";
import { pagingParams } from "@/app/_components/tables/search-params";

/** The transition in which a list waits for its next rows; provided by `FilterBar`. */
export const ListTransition = createContext(startTransition);

/**
 * Returns some of a list's URL state and how to change it. `urlKeys` maps names that differ in the URL. A change
 * goes to page 1.
 */
export function useListParams<Keys extends ParserMap>(params: Keys, urlKeys: UrlKeys<Keys> = {}) {
  const [state, setState] = useQueryStates<ParserMap>(
    { ...params, page: pagingParams.page },
    { shallow: false, history: "push", scroll: false, startTransition: use(ListTransition), urlKeys },
  );
  const set = (change: Partial<Nullable<Values<Keys>>>, options?: Options) => {
    void setState({ ...change, page: null }, options);
  };
  return [state as Values<Keys>, set] as const;
}
