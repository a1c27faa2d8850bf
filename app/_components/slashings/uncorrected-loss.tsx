import { TriangleAlert } from "lucide-react";
import { cx } from "@/app/_components/ui/cx";
import { Time } from "../values/time";

interface UncorrectedLossProps {
  /** True when a figure of the page may still include slashed stake, see `holdsUncorrectedLoss`; else nothing is rendered. */
  isUpperBound: boolean;
  /** The slashed operator, such as "This operator"; without it, operators within sums. */
  who?: string;
  /** When the operator was slashed. Left out if no slashing is known for sure, since they may not have been read. */
  slashedAt?: Date | null;
  /** Set where the surrounding layout has no gap. */
  className?: string;
}

/** Warns at the top of a page that its figures may not include every slashing. */
export const UncorrectedLoss = ({ isUpperBound, who, slashedAt, className = "mb-4" }: UncorrectedLossProps) =>
  isUpperBound && (
    <div
      role="note"
      className={cx(
        "flex gap-2.5 rounded-lg border border-critical bg-critical/8 px-3.5 py-2.5 text-sm",
        className,
      )}
    >
      <TriangleAlert className="mt-0.5 size-4 shrink-0 text-critical" aria-hidden="true" />
      <p className="max-w-prose">
        <strong className="font-semibold">
          {who ?? "Operators in these figures"} {who ? "was" : "were"} slashed
          {slashedAt ? (
            <>
              {" on "}
              <Time at={slashedAt} show="day" />
            </>
          ) : (
            ", or may have been"
          )}
          .
        </strong>{" "}
        Figures marked * do not include all of that loss: the real value may be near zero.
      </p>
    </div>
  );
