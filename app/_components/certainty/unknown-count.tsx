import { cx } from "@/app/_components/ui/cx";
import { Count } from "../values/quantity";

/** Says beside a count how many more may belong to it, because it is not known. Renders nothing for 0. */
export const UnknownCount = ({ count, className }: { count: number; className?: string }) =>
  count > 0 && (
    <span className={cx("font-normal tracking-normal text-dim", className ?? "block text-2xs")}>
      <Count value={count} /> not known
    </span>
  );
