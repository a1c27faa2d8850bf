import { cx } from "@/app/_components/ui/cx";
import { Counted } from "@/app/_components/values/quantity";
import { nounOf } from "@/server/format";

/** Says how many delegators may belong further up in a list of losers. Renders nothing for 0. */
export const UnknownLosers = ({ count, className }: { count: number; className?: string }) =>
  count > 0 && (
    <p className={cx("text-dim", className)}>
      <Counted value={count} one="delegator" /> {nounOf(count, "loses", "lose")} something of unknown value,
      which is not counted.
    </p>
  );
