"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import { Extra } from "@/app/_failures/extra";
import { cx } from "./cx";
import { popoverClass } from "./popover";

const ITEM =
  "flex h-8 items-center gap-2 rounded-md px-2 text-sm outline-none select-none max-sm:h-10 data-disabled:opacity-50 data-highlighted:bg-ink/6";

/** Not modal: the page behind would be hidden from screen readers and could still take the focus. */
export const Dropdown = (props: React.ComponentProps<typeof Radix.Root>) => (
  <Radix.Root modal={false} {...props} />
);
export const DropdownTrigger = Radix.Trigger;
export const DropdownRadioGroup = Radix.RadioGroup;

/** Renders the menu beside its trigger. */
export const DropdownContent = ({ className, ...props }: React.ComponentProps<typeof Radix.Content>) => (
  <Extra>
    <Radix.Portal>
      <Radix.Content
        sideOffset={6}
        align="end"
        collisionPadding={12}
        className={cx(popoverClass, "min-w-40 p-1", className)}
        {...props}
      />
    </Radix.Portal>
  </Extra>
);

/** Renders a menu item that runs an action. */
export const DropdownItem = ({ className, ...props }: React.ComponentProps<typeof Radix.Item>) => (
  <Radix.Item className={cx(ITEM, className)} {...props} />
);

/** Renders a menu item that is one option of a choice. */
export const DropdownRadioItem = ({
  className,
  children,
  ...props
}: React.ComponentProps<typeof Radix.RadioItem>) => (
  <Radix.RadioItem className={cx(ITEM, className)} {...props}>
    {children}
    <Mark />
  </Radix.RadioItem>
);

const Mark = () => (
  <Radix.ItemIndicator className="ml-auto pl-4">
    <Check className="size-3.5 text-accent" aria-hidden="true" />
  </Radix.ItemIndicator>
);
