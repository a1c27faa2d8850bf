import { formatDay } from "@/server/format";
import type { Point } from "./geometry";

/**
 * Says under a chart since when its values are upper bounds. Renders nothing if they are exact. `of` names the series
 * among several.
 */
export function UpperBounds({ points, of }: { points: Point[]; of?: string }) {
  const first = points.find(({ isUpperBound, value }) => isUpperBound && value !== null);
  if (!first) return null;
  return (
    <p className="mt-2 text-xs text-dim">
      {of ? (
        <>
          Values of <bdi>{of}</bdi> since
        </>
      ) : (
        "Values since"
      )}{" "}
      {formatDay(first.on)} are upper bounds: the data does not show everything that slashings took, so the
      real value may be lower.
    </p>
  );
}
