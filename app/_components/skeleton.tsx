import { cx } from "@/app/_lib/cx";

/** A block that holds the place of what is loading; give it the size of what will come. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span className={cx("block animate-shimmer rounded-md bg-soft", className)} aria-hidden="true" />
);
