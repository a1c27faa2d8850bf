"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { IconButton } from "./button";
import { cx } from "./cx";
import { popoverClass } from "./popover";

export const Dialog = Radix.Root;

/** Dims the page behind a dialog. */
export const DialogOverlay = () => (
  <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-[#0d0f13]/40 dark:bg-[#000]/60" />
);

type DialogContentProps = React.ComponentProps<typeof Radix.Content> & { title: string };

/** Renders a dialog in the middle, or a sheet from below on a phone. */
export function DialogContent({ title, className, children, ...props }: DialogContentProps) {
  return (
    <Radix.Portal>
      <DialogOverlay />
      <Radix.Content
        aria-describedby={undefined}
        className={cx(
          popoverClass,
          "fixed inset-x-0 bottom-0 max-h-[85dvh] overflow-auto p-4 pb-[max(1rem,env(safe-area-inset-bottom))] max-sm:rounded-b-none",
          "sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-full sm:max-w-md sm:-translate-1/2",
          className,
        )}
        {...props}
      >
        <header className="mb-3 flex items-center justify-between gap-4">
          <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
          <Radix.Close asChild>
            <IconButton label="Close" className="-m-2">
              <X className="size-4" aria-hidden="true" />
            </IconButton>
          </Radix.Close>
        </header>
        {children}
      </Radix.Content>
    </Radix.Portal>
  );
}
