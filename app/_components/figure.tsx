import { cx } from "@/app/_lib/cx";
import { UNKNOWN } from "@/app/_lib/format";

/** The text of a figure, with its exact form in the tooltip; a dash that says so when it is not known. */
export function Figure({
  text,
  exact,
  why,
  className,
}: {
  text: string;
  exact?: string;
  /** Why it is not known, where there is more to say. */
  why?: string | undefined;
  className?: string | undefined;
}) {
  if (text === UNKNOWN) {
    return (
      <span className={cx("text-dim", className)} title={why ?? "Not known"}>
        <span aria-hidden="true">{UNKNOWN}</span>
        <span className="sr-only">not known</span>
      </span>
    );
  }
  return (
    <span className={cx("whitespace-nowrap", className)} title={exact === text ? undefined : exact}>
      {text}
    </span>
  );
}
