"use client";

import { Popover } from "radix-ui";
import { useRef, useState } from "react";
import { asExtra } from "@/app/_failures/extra";
import { Link } from "../navigation/link";
import { popoverClass } from "../ui/popover";

const HOVER_MS = 220;

interface TipProps {
  label: string;
  /** The address of the formula. */
  href: string;
  children: React.ReactNode;
}

/** Renders a mark that opens a definition and a link to its formula, by mouse, touch and keyboard. */
export const Tip = asExtra(function Tip({ label, href, children }: TipProps) {
  const [open, setOpen] = useState(false);
  const hovered = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hover = (next: boolean) => (event: React.PointerEvent) => {
    if (event.pointerType !== "mouse") return;
    hovered.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(next), HOVER_MS);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        aria-label={`About ${label}`}
        onClick={(event) => {
          if (!hovered.current) return;
          event.preventDefault();
          setOpen(true);
        }}
        onPointerEnter={hover(true)}
        onPointerLeave={hover(false)}
        className="relative z-10 inline-grid size-4 place-items-center rounded-full text-dim/80 transition-colors after:absolute after:-inset-1.5 hover:text-ink"
      >
        <svg
          viewBox="0 0 12 12"
          className="size-3"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.1"
          aria-hidden="true"
        >
          <circle cx="6" cy="6" r="5" />
          <path d="M6 5.4v3M6 3.5v.4" strokeLinecap="round" />
        </svg>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          sideOffset={6}
          collisionPadding={12}
          aria-label={label}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onPointerEnter={hover(true)}
          onPointerLeave={hover(false)}
          className={`${popoverClass} w-68 p-3 text-left text-sm font-normal whitespace-normal`}
        >
          <p className="font-semibold">{label}</p>
          <p className="mt-1 text-dim">{children}</p>
          <Link href={href} className="mt-2 inline-block text-accent hover:underline">
            Formula
          </Link>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
});
