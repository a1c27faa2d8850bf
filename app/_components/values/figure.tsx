import { cx } from "@/app/_components/ui/cx";
import { UNKNOWN } from "@/server/format";

/** Renders a figure with its exact form in the tooltip, or a dash with "not known". */
export function Figure({
  text,
  exact,
  why,
  className,
}: {
  text: string;
  exact?: string;
  /** The reason why it is not known, if there is one to give. */
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
