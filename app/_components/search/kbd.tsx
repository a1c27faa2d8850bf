import { cx } from "@/app/_components/ui/cx";

/** Renders the name of a key on the keyboard. */
export const Kbd = ({ className, children }: { className?: string; children: React.ReactNode }) => (
  <kbd className={cx("rounded-[5px] border bg-card px-1.5 font-mono text-2xs text-dim", className)}>
    {children}
  </kbd>
);
