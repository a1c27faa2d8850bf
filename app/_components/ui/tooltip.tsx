"use client";

import { Tooltip as Radix } from "radix-ui";
import { popoverClass } from "./popover";

/** A short text on hover and focus of its one child. What matters must stand elsewhere too: touch does not reach it. */
export function Tooltip({ text, children }: { text: React.ReactNode; children: React.ReactNode }) {
  return (
    <Radix.Provider delayDuration={250}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            sideOffset={6}
            collisionPadding={12}
            className={`${popoverClass} max-w-64 px-2.5 py-1.5 text-xs`}
          >
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
