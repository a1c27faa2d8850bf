/** Renders the short answer before its explanation. */
export const Strong = ({ children }: { children: React.ReactNode }) => (
  <b className="font-medium text-ink">{children}</b>
);

export const IN_DEMO = "Not known in the demo, which does not have it";
