import { cx } from "@/app/_components/ui/cx";
import { Count } from "../values/quantity";

/** Says beside a count of how many it is not known whether they belong to it. Renders nothing for none. */
export const UnknownCount = ({ count, className }: { count: number; className?: string }) =>
  count > 0 && (
    <span className={cx("font-normal tracking-normal text-dim", className ?? "block text-2xs")}>
      <Count value={count} /> not known
    </span>
  );
