import { cx } from "./cx";

/** Renders a wide part with a narrow one beside it, or either one alone at full width. */
export const TwoColumns = ({ children }: { children: [React.ReactNode, React.ReactNode] }) =>
  children.some(Boolean) && (
    <div className={cx("grid gap-4", children.every(Boolean) && "lg:grid-cols-[1.9fr_1fr]")}>{children}</div>
  );
