"use client";

import { createContext, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { askForCode } from "@/app/_browser/missing-code";
import { Extra } from "@/app/_failures/extra";
import { notify } from "../ui/toasts";

const loadPalette = () => import("./search-palette");
type SearchPalette = typeof import("./search-palette")["SearchPalette"];

const SearchContext = createContext<{ open: () => void; prepare: () => void } | null>(null);

/** Returns how to open the palette, and how to load it ahead of a click. */
export function useSearch() {
  const search = useContext(SearchContext);
  if (!search) throw new Error("useSearch needs a SearchProvider above it");
  return search;
}

const takesText = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/**
 * Provides the search palette, opened by ⌘K, Ctrl+K, "/" and any `SearchButton`. Its code loads with the first
 * use.
 */
export function SearchProvider({ children }: { children: React.ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const [SearchPalette, setPalette] = useState<SearchPalette>();
  const open = useCallback(async () => {
    const module = await askForCode(loadPalette);
    if (!module) return;
    setPalette(() => module.SearchPalette);
    setOpen(true);
  }, []);
  const onFailed = useCallback(() => {
    setOpen(false);
    setPalette(undefined);
    notify({
      tone: "problem",
      text: "Search stopped working",
      detail: "The page stays. Load it again to search.",
    });
  }, []);
  const search = useMemo(
    () => ({ open: () => void open(), prepare: () => void loadPalette().catch(() => {}) }),
    [open],
  );
  return (
    <SearchContext value={search}>
      {children}
      <Extra>
        <SearchKeys open={search.open} />
      </Extra>
      {SearchPalette && (
        <Extra onFailed={onFailed}>
          <SearchPalette open={isOpen} onOpenChange={setOpen} />
        </Extra>
      )}
    </SearchContext>
  );
}

/** Opens search by ⌘K, Ctrl+K and "/". */
function SearchKeys({ open }: { open: () => void }) {
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
      open();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [open]);
  return null;
}
