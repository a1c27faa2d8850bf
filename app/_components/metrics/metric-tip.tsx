import { anchorOf, METRICS, type MetricKey } from "./metrics";
import { Tip } from "./tip";

/** Renders the tip after a metric's name. Its texts come with the page, so that no browser loads those of all metrics. */
export function MetricTip({ metric }: { metric: MetricKey }) {
  const { label, what } = METRICS[metric];
  return (
    <Tip label={label} href={`/methodology#${anchorOf(metric)}`}>
      {what}
    </Tip>
  );
}
