import { cx } from "./cx";

/** Renders a native checkbox with its label, so that it works in a plain form. */
export function Checkbox({
  label,
  className,
  ...props
}: React.ComponentProps<"input"> & { label: React.ReactNode }) {
  return (
    <label className={cx("flex cursor-pointer items-center gap-2 py-1 text-sm select-none", className)}>
      <input type="checkbox" className="size-4 cursor-pointer rounded accent-accent" {...props} />
      {label}
    </label>
  );
}
