import { Card } from "./card";

type EmptyCardProps = {
  /** The title of the card that it replaces. */
  title: React.ReactNode;
  action?: React.ReactNode;
  /** The fact in one sentence. */
  says: string;
  /** The reason, or what follows from it. */
  children?: React.ReactNode;
};

/** Renders one sentence in place of cards that would all be empty. */
export const EmptyCard = ({ title, action, says, children }: EmptyCardProps) => (
  <Card title={title} action={action}>
    <p className="max-w-4xl text-dim">
      <span className="font-medium text-ink">{says}</span> {children}
    </p>
  </Card>
);
