"use client";

import { Command } from "cmdk";
import { CornerDownLeft, Search, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { useEffect, useRef, useState } from "react";
import { useOpening } from "@/app/_components/ui/use-opening";
import { NavigationProgress } from "../navigation/navigation-progress";
import { DialogOverlay } from "../ui/dialog";
import { popoverClass } from "../ui/popover";
import { Kbd } from "./kbd";
import { SearchResults } from "./search-results";

type SearchPaletteProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Finds an entity by its name or address and opens its page; usable by keyboard alone. */
export function SearchPalette({ open, onOpenChange }: SearchPaletteProps) {
  const opening = useOpening();
  const [text, setText] = useState("");
  const cameFrom = useRef<Element>(null);
  useEffect(() => {
    if (open) setText("");
  }, [open]);
  const go = (href: string) => {
    onOpenChange(false);
    opening.open(href);
  };
  return (
    <>
      {opening.isOpening && <NavigationProgress />}
      <Dialog.Root open={open} onOpenChange={onOpenChange}>
        <Dialog.Portal>
          <DialogOverlay />
          <Dialog.Content
            aria-describedby={undefined}
            onOpenAutoFocus={() => {
              cameFrom.current = document.activeElement;
            }}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus({ preventScroll: true });
            }}
            className={`${popoverClass} fixed inset-x-2 top-2 mx-auto max-w-xl overflow-hidden sm:top-[14vh]`}
          >
            <Dialog.Title className="sr-only">Search</Dialog.Title>
            <Command shouldFilter={false} loop label="Search">
              <div className="flex items-center gap-2.5 border-b px-4">
                <Search className="size-4.5 text-dim" strokeWidth={1.75} aria-hidden="true" />
                <Command.Input
                  value={text}
                  onValueChange={setText}
                  maxLength={100}
                  placeholder="Operator, AVS, strategy or address"
                  className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-dim"
                />
                <Dialog.Close
                  className="rounded-md border px-1.5 py-0.5 text-2xs text-dim hover:text-ink"
                  aria-label="Close search"
                >
                  <span className="max-sm:hidden">Esc</span>
                  <X className="m-1 size-4 sm:hidden" aria-hidden="true" />
                </Dialog.Close>
              </div>
              <SearchResults text={text.trim()} onGo={go} />
              <div
                className="flex items-center gap-4 border-t px-4 py-2 text-2xs text-dim max-sm:hidden"
                aria-hidden="true"
              >
                <span className="flex items-center gap-1">
                  <Kbd>↑</Kbd>
                  <Kbd>↓</Kbd> choose
                </span>
                <span className="flex items-center gap-1">
                  <Kbd>
                    <CornerDownLeft className="inline size-2.5" />
                  </Kbd>{" "}
                  open
                </span>
                <span className="ml-auto">names are self-declared</span>
              </div>
            </Command>
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  );
}
