"use client";

import { type Nullable, type Options, type ParserMap, type UrlKeys, useQueryStates, type Values } from "nuqs";
import { createContext, startTransition, use } from "react";
import { pagingParams } from "@/app/_lib/search-params";

/** How a list waits for its next rows: given by its `FilterBar`. */
export const ListTransition = createContext(startTransition);

/** Some of the state of a list in the URL, `urlKeys` saying what is called otherwise there. A change begins at page 1. */
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
