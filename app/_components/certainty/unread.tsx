import { EmptyCard } from "../ui/empty-card";

/** Shown in place of a card whose database did not answer, while the rest of the page stays. */
export const Unread = ({ title, action }: { title: React.ReactNode; action?: React.ReactNode }) => (
  <EmptyCard title={title} action={action} says="This could not be read.">
    The database did not answer. Other figures on this page are of the newest data that was read. Load the
    page again in a moment.
  </EmptyCard>
);
