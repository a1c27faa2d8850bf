"use client";

import dynamic from "next/dynamic";
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from "react";

const loadPalette = () => import("./search-palette");
const SearchPalette = dynamic(() => loadPalette().then((module) => module.SearchPalette), { ssr: false });

const SearchContext = createContext<{ open: () => void; prepare: () => void } | null>(null);

/** Opens the palette, and loads it ahead of a click. */
export function useSearch() {
  const search = useContext(SearchContext);
  if (!search) throw new Error("useSearch needs a SearchProvider above it");
  return search;
}

const takesText = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Holds the palette, which ⌘K, Ctrl+K, "/" and any `SearchButton` open. Its code loads with the first use. */
export function SearchProvider({ children }: { children: React.ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const change = useCallback((next: boolean) => {
    setOpen(next);
    if (next) setOpened(true);
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isCommand =
        (event.metaKey || event.ctrlKey) &&
        !event.altKey &&
        !event.shiftKey &&
        event.key.toLowerCase() === "k";
      const isSlash =
        event.key === "/" && !event.metaKey && !event.ctrlKey && !event.altKey && !takesText(event.target);
      if (!isCommand && !isSlash) return;
      event.preventDefault();
      change(true);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [change]);
  const search = useMemo(() => ({ open: () => change(true), prepare: () => void loadPalette() }), [change]);
  return (
    <SearchContext value={search}>
      {children}
      {wasOpened && <SearchPalette open={isOpen} onOpenChange={change} />}
    </SearchContext>
  );
}
