const clamp = (ratio: number) => Math.min(1, Math.max(0, ratio));

/** Draws a small bar for a ratio. Screen readers skip it, since the ratio is also in words. Nothing when unknown. */
export function Meter({ ratio, width = 36 }: { ratio: number | null | undefined; width?: number | string }) {
  if (ratio == null) return null;
  return (
    <span
      className="inline-block h-1 overflow-hidden rounded-full bg-soft align-middle"
      style={{ width }}
      aria-hidden="true"
    >
      <span className="block h-full rounded-full bg-s2" style={{ width: `${clamp(ratio) * 100}%` }} />
    </span>
  );
}
