type ListHeadProps = {
  title: string;
  /** The line under the title, such as the number of rows. */
  children: React.ReactNode;
  /** Across from the title. */
  action: React.ReactNode;
};

/** Renders the top of a list page. */
export const ListHead = ({ title, children, action }: ListHeadProps) => (
  <header className="mb-4 grid grid-cols-[1fr_auto] items-end gap-x-3">
    <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
    <p className="row-start-2 max-w-[80ch] text-dim max-sm:col-span-2 max-sm:mt-1">{children}</p>
    <div className="col-start-2 row-start-1 sm:row-span-2">{action}</div>
  </header>
);
