/** Renders the "Table" toggle under a chart. It works without JavaScript, and browser search finds its content. */
export function Disclosure({ children }: { children: React.ReactNode }) {
  return (
    <details className="group mt-2 text-xs">
      <summary className="inline-flex list-none items-center gap-1.5 rounded-md py-1 text-dim select-none hover:text-ink">
        <svg
          viewBox="0 0 12 12"
          className="size-3"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.1"
          aria-hidden="true"
        >
          <path d="M1.5 2.5h9v7h-9zM1.5 5h9M5 5v4.5" />
        </svg>
        <span className="group-open:hidden">Table</span>
        <span className="hidden group-open:inline">Hide table</span>
      </summary>
      <section
        aria-label="Table of the same numbers"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboards must be able to scroll it
        tabIndex={0}
        className="mt-1 max-h-72 overflow-auto border-t"
      >
        {children}
      </section>
    </details>
  );
}
