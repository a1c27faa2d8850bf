import { TriangleAlert } from "lucide-react";
import { cx } from "@/app/_components/ui/cx";
import { Counted } from "@/app/_components/values/quantity";

/** Says that shares may not reflect every slashing yet. Renders nothing if they do. */
export const Unsettled = ({ strategyCount, className }: { strategyCount: number; className?: string }) =>
  strategyCount > 0 && (
    <p className={cx("flex gap-2 text-dim", className)}>
      <TriangleAlert className="mt-1 size-3.5 shrink-0 text-medium" aria-hidden="true" />
      <span>
        Slashings took magnitude in <Counted value={strategyCount} one="strategy" /> whose shares may not show
        it yet: less may be left than is shown here.
      </span>
    </p>
  );
