import { cx } from "@/app/_components/ui/cx";

/** Renders one setting on a line: its name at the left, its control at the right. */
export const Setting = ({
  title,
  text,
  short,
  children,
}: {
  title: React.ReactNode;
  text?: React.ReactNode;
  /** Keeps it on one line even on a phone. */
  short?: boolean;
  children?: React.ReactNode;
}) => (
  <div
    className={cx(
      "flex items-center justify-between gap-x-6 gap-y-3 border-b py-3.5 first:pt-0 last:border-b-0 last:pb-0",
      !short && "max-sm:flex-col max-sm:items-stretch",
    )}
  >
    <div className="min-w-0">
      <div className="font-medium">{title}</div>
      {text && <div className="text-sm text-dim">{text}</div>}
    </div>
    {children && <div className="shrink-0">{children}</div>}
  </div>
);
