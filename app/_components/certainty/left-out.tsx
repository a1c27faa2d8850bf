import { Count } from "../values/quantity";

/**
 * Says under a sum how many of its parts have an unknown value. Renders nothing if all are known, or if the sum is
 * not.
 */
export const LeftOut = ({ of, count }: { of: number | null; count: number }) =>
  of !== null &&
  count > 0 && (
    <span className="block text-2xs text-dim">
      without <Count value={count} /> of unknown value
    </span>
  );
