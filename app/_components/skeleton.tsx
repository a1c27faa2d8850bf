import { cx } from "@/app/_lib/cx";

/** A block that holds the place of what is loading; give it the size of what will come. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span className={cx("block animate-shimmer rounded-md bg-soft", className)} aria-hidden="true" />
);

/** Rows of a table that is loading, as high as `Row`s are. */
export function SkeletonRows({ rows = 10 }: { rows?: number }) {
  return (
    <div className="divide-y" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => `row ${row}`).map((row) => (
        <div key={row} className="flex h-13 items-center gap-3 px-4">
          <Skeleton className="size-7" />
          <Skeleton className="h-4 w-40" />
          <Skeleton className="ml-auto h-4 w-20" />
        </div>
      ))}
    </div>
  );
}
