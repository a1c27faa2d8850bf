import { createPortal } from "react-dom";

/** The line along the top edge while a page is on its way. */
export const Underway = () =>
  createPortal(
    <span
      role="progressbar"
      aria-label="Loading the page"
      className="pointer-events-none fixed inset-x-0 top-0 z-50 h-0.5 origin-left animate-underway bg-accent"
    />,
    document.body,
  );
