import { scaleLinear, scaleUtc } from "d3-scale";
import { line } from "d3-shape";
import { cx } from "@/app/_components/ui/cx";
import { formatAxis, formatDay, formatEth, formatEthExact } from "@/server/format";
import { Card } from "../ui/card";
import { Empty } from "../ui/empty";
import { Amount, InUsd } from "../values/amount";
import { Figure } from "../values/figure";
import { Disclosure } from "./disclosure";
import { type Point, round, VIEW } from "./geometry";
import { UpperBounds } from "./upper-bounds";

type Series = { key: string; label: string; points: Point[] };

/** The strokes of the lines. They differ in colour and in dash, so that either is enough to tell them apart. */
const STROKES = [
  { color: "var(--s1)", dash: undefined },
  { color: "var(--s2)", dash: "6 3" },
  { color: "var(--s3)", dash: "2 3" },
  { color: "var(--s4)", dash: "9 3 2 3" },
  { color: "var(--s6)", dash: "16 4" },
];

/** Renders several histories in one chart that starts at zero, with the numbers as a table. */
export function Overlay({
  title,
  series,
  format = "usd",
  range,
}: {
  title: string;
  series: Series[];
  format?: "usd" | "eth";
  range?: React.ReactNode;
}) {
  const heading = (
    <span>
      {title}
      {format === "usd" && <InUsd />}
    </span>
  );
  const days = [...new Set(series.flatMap(({ points }) => points.map(({ on }) => on)))].sort();
  const values = series.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last || values.length === 0)
    return (
      <Card title={heading} action={range}>
        <Empty title="No history yet" />
      </Card>
    );
  const y = scaleLinear([0, Math.max(...values, 1)], [VIEW.height, 0]).nice(4);
  const x = scaleUtc([new Date(first), new Date(last)], [0, VIEW.width]);
  const path = line<Series["points"][number]>(
    ({ on }) => round(x(new Date(on))),
    ({ value }) => round(y(value ?? 0)),
  ).defined(({ value }) => value !== null);
  const at = series.map(({ points }) => new Map(points.map((point) => [point.on, point])));
  return (
    <Card title={heading} action={range}>
      <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {series.map(({ key, label }, index) => (
          <li key={key} className="flex min-w-0 items-center gap-1.5">
            <svg viewBox="0 0 24 4" className="h-1 w-6" aria-hidden="true">
              <Line index={index} d="M0 2H24" />
            </svg>
            <bdi className="min-w-0 wrap-anywhere">{label}</bdi>
          </li>
        ))}
      </ul>
      <figure className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2.5 text-2xs text-dim">
        <svg
          viewBox={`0 0 ${VIEW.width} ${VIEW.height}`}
          preserveAspectRatio="none"
          className="h-60 w-full overflow-visible"
          role="img"
          aria-label={`${title}, ${formatDay(first)} to ${formatDay(last)}`}
        >
          {y.ticks(4).map((tick) => (
            <path
              key={tick}
              d={`M0 ${y(tick)}H${VIEW.width}`}
              stroke="var(--line)"
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {series.map(({ key, points }, index) => (
            <Line key={key} index={index} d={path(points) ?? ""} />
          ))}
        </svg>
        <div className={cx("relative", format === "eth" ? "w-14" : "w-10")} aria-hidden="true">
          {y.ticks(4).map((tick) => (
            <span
              key={tick}
              className="absolute right-0 -translate-y-1/2"
              style={{ top: `${(y(tick) / VIEW.height) * 100}%` }}
            >
              {formatAxis(tick, format)}
            </span>
          ))}
        </div>
        <div className="mt-2 flex justify-between" aria-hidden="true">
          <span>{formatDay(first)}</span>
          <span>{formatDay(last)}</span>
        </div>
      </figure>
      {series.map(({ key, label, points }) => (
        <UpperBounds key={key} points={points} of={label} />
      ))}
      <Disclosure>
        <table className="w-full text-right">
          <thead>
            <tr>
              <th scope="col" className="text-left">
                Day (UTC)
              </th>
              {series.map(({ key, label }) => (
                <th key={key} scope="col" className="px-2">
                  <bdi>{label}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((on) => (
              <tr key={on}>
                <th scope="row" className="text-left font-normal">
                  {formatDay(on)}
                </th>
                {series.map(({ key }, index) => (
                  <td key={key} className="px-2">
                    <Value point={at[index]?.get(on)} format={format} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </Card>
  );
}

const Value = ({ point, format }: { point: Point | undefined; format: "usd" | "eth" }) => (
  <>
    {point?.isUpperBound && "up to "}
    {format === "eth" ? (
      <Figure text={formatEth(point?.value)} exact={formatEthExact(point?.value)} />
    ) : (
      <Amount value={point?.value} past />
    )}
  </>
);

const Line = ({ index, d }: { index: number; d: string }) => {
  const stroke = STROKES[index % STROKES.length];
  return (
    <path
      d={d}
      fill="none"
      stroke={stroke?.color}
      strokeDasharray={stroke?.dash}
      strokeWidth="1.75"
      strokeLinejoin="round"
      vectorEffect="non-scaling-stroke"
    />
  );
};
