import { Card } from "./card";

type EmptyCardProps = {
  /** Of the card whose place it takes. */
  title: React.ReactNode;
  action?: React.ReactNode;
  /** What is so, in a sentence. */
  says: string;
  /** Why, or what that means. */
  children?: React.ReactNode;
};

/** A sentence in place of cards that would all be empty. */
export const EmptyCard = ({ title, action, says, children }: EmptyCardProps) => (
  <Card title={title} action={action}>
    <p className="max-w-4xl text-dim">
      <span className="font-medium text-ink">{says}</span> {children}
    </p>
  </Card>
);
