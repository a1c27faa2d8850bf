/** The classes that the panel and its skeleton share, so that both have one shape. */
export const VERDICT_PANEL = {
  whole:
    "grid overflow-clip rounded-xl border bg-card lg:min-h-[22.5rem] grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(280px,400px)_minmax(0,1fr)]",
  lead: "flex flex-col gap-2.5 border-b px-4 py-5 md:px-6 lg:border-r lg:border-b-0",
};
