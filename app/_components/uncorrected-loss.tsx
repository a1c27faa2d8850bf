import { TriangleAlert } from "lucide-react";
import { cx } from "@/app/_lib/cx";
import { Time } from "./time";

interface UncorrectedLossProps {
  /** Whether a figure of the page may still hold what a slash took; else nothing is shown. */
  isUpperBound: boolean;
  /** The slashed operator, such as "This operator"; without it, operators within sums. */
  who?: string;
  slashedAt?: Date | null;
  /** Where what is around it keeps no distance. */
  className?: string;
}

/** Stands first on a page whose figures do not include all that slashings took. */
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
          {slashedAt && (
            <>
              {" on "}
              <Time at={slashedAt} show="day" />
            </>
          )}
          .
        </strong>{" "}
        Figures marked * do not include all of that loss: the real value may be near zero.
      </p>
    </div>
  );
