import { formatPercent } from "@/server/format";
import { InUsd } from "../values/amount";
import { layOut, round } from "./geometry";

type SparkProps = {
  /** The values in order, evenly spaced; null is a gap. */
  values: (number | null)[];
  /** The subject for screen readers: "Value over 90 days". */
  label: string;
  /** True for dollars; says so where amounts are shown in ether. */
  ofUsd?: boolean;
  /** Draws a dashed line: some values may be smaller than drawn. */
  isUpperBound?: boolean;
};

const WIDTH = 84;
const HEIGHT = 22;

const DAY_MS = 86_400_000;

/** Draws a history in a table cell: green when it ends higher than it began, red when lower. */
export function Spark({ values, label, ofUsd, isUpperBound }: SparkProps) {
  const points = values.map((value, day) => ({ on: new Date(day * DAY_MS).toISOString(), value }));
  const known = values.filter((value) => value != null);
  const first = known[0];
  const last = known.at(-1);
  const places = layOut(points)?.places.filter((place) => place.y !== null) ?? [];
  if (first === undefined || last === undefined || places.length < 2)
    return <span className="text-dim">—</span>;
  const ys = places.map((place) => place.y ?? 0);
  const top = Math.min(...ys);
  const span = Math.max(...ys) - top || 1;
  const flat = Math.max(...ys) === top;
  const heightOf = (y: number | null) => 2 + (flat ? 0.5 : ((y ?? 0) - top) / span) * (HEIGHT - 4);
  const path = places.map((place) => `${round(place.x * WIDTH)},${round(heightOf(place.y))}`);
  const color = last > first ? "var(--low)" : last < first ? "var(--critical)" : "var(--dim)";
  // A change of the whole span needs a value at its start and at its end.
  const isWhole = values[0] != null && values.at(-1) != null;
  const change = first > 0 && isWhole ? `, ${formatPercent(last / first - 1, { sign: true })}` : "";
  return (
    <span className="inline-block align-middle">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="block overflow-visible"
        style={{ width: WIDTH, height: HEIGHT }}
        aria-hidden="true"
      >
        <polyline
          points={path.join(" ")}
          fill="none"
          stroke={color}
          strokeDasharray={isUpperBound ? "2 2" : undefined}
          strokeWidth="1.4"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      </svg>
      <span className="sr-only">
        {label}
        {ofUsd && <InUsd />}
        {isUpperBound ? ", upper bounds" : change}
      </span>
    </span>
  );
}
