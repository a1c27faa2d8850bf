import { cx } from "./cx";

const BASE =
  "inline-flex items-center justify-center rounded-lg font-medium whitespace-nowrap transition-colors select-none disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50";

const VARIANTS = {
  primary: "bg-accent text-on-accent hover:bg-accent/90",
  secondary: "border bg-card text-ink hover:border-line-strong hover:bg-soft",
  quiet: "text-dim hover:bg-soft hover:text-ink",
};

type ButtonVariant = keyof typeof VARIANTS;

const SIZES = {
  usual: "h-8 gap-1.5 px-3 text-sm max-sm:h-9",
  /** Draws a smaller button, for the head of a card. */
  small: "h-7 gap-1 px-2 text-xs max-sm:h-8",
};

/** Returns the classes of a button, for links that look like one. */
export const buttonClass = (
  variant: ButtonVariant = "secondary",
  className?: string,
  size: keyof typeof SIZES = "usual",
): string => cx(BASE, SIZES[size], VARIANTS[variant], className);

/** Renders a button; `type` is "button" by default. */
export function Button({
  variant = "secondary",
  className,
  type = "button",
  ...props
}: React.ComponentProps<"button"> & { variant?: ButtonVariant }) {
  return <button type={type} className={buttonClass(variant, className)} {...props} />;
}

/** Renders a square button with an icon; `label` is its name and tooltip. */
export function IconButton({
  label,
  className,
  type = "button",
  ...props
}: React.ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={cx(
        "inline-grid size-9 shrink-0 place-items-center rounded-lg text-dim transition-colors hover:bg-soft hover:text-ink",
        className,
      )}
      {...props}
    />
  );
}
