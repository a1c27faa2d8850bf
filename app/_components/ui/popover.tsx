"use client";

import { Popover as Radix } from "radix-ui";
import { Extra } from "@/app/_failures/extra";
import { cx } from "./cx";

/** The classes of every floating surface. */
export const popoverClass = "z-50 animate-rise rounded-xl bg-raised text-ink shadow-float outline-none";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

/** Renders a panel beside its trigger, such as a filter. */
export const PopoverContent = ({ className, ...props }: React.ComponentProps<typeof Radix.Content>) => (
  <Extra>
    <Radix.Portal>
      <Radix.Content
        sideOffset={6}
        align="start"
        collisionPadding={12}
        className={cx(popoverClass, "p-3", className)}
        {...props}
      />
    </Radix.Portal>
  </Extra>
);
