"use client";

import { Star } from "lucide-react";
import { cx } from "@/app/_components/ui/cx";
import { asExtra } from "@/app/_failures/extra";
import { useAccount } from "../account/account-provider";
import { buttonClass } from "../ui/button";
import { useWatch, type WatchedEntity } from "./use-watch";

type WatchStarProps = WatchedEntity & {
  /** The name of the entity, for screen readers. */
  name: string;
  /** Whether it was watched when the server rendered the page; used until the browser has asked. */
  wasWatched?: boolean;
  /** Shows a word beside the star, for the head of a page. */
  labelled?: boolean;
};

/** Adds an operator, AVS or strategy to the watchlist or removes it. In a `Row` it lies above the row's link. */
export const WatchStar = asExtra(function WatchStar({
  entityType,
  entityId,
  name,
  wasWatched,
  labelled,
}: WatchStarProps) {
  const { isWatched, toggle } = useWatch({ entityType, entityId }, wasWatched);
  const { viewer, prepare } = useAccount();
  const ready = viewer.address ? undefined : prepare;
  return (
    <button
      type="button"
      aria-pressed={isWatched}
      aria-label={`Watch ${name}`}
      title={isWatched ? "On your watchlist" : "Add to your watchlist"}
      onClick={() => void toggle()}
      onPointerEnter={ready}
      onFocus={ready}
      className={cx(
        labelled
          ? buttonClass("secondary")
          : "relative z-10 inline-grid size-8 shrink-0 place-items-center rounded-lg max-sm:-mr-1 max-sm:size-9 transition-colors hover:bg-ink/6",
        !labelled && (isWatched ? "text-accent" : "text-dim hover:text-ink"),
      )}
    >
      <Star
        className={cx(
          "size-4 transition-transform active:scale-85",
          isWatched && "fill-current",
          labelled && isWatched && "text-accent",
        )}
        strokeWidth={1.75}
        aria-hidden="true"
      />
      {labelled && (isWatched ? "Watching" : "Watch")}
    </button>
  );
});
