/** Renders one line of a status card. */
export const Line = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div className="flex items-baseline justify-between gap-4 border-t py-2 first-of-type:border-t-0">
    <span className="text-dim">{label}</span>
    <span className="text-right font-medium">{children}</span>
  </div>
);
