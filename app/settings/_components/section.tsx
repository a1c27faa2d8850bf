import { MembersOnly } from "@/app/_components/account/members-only";
import { cx } from "@/app/_lib/cx";

type SectionProps = { title: string; text: string; signIn: string; children: () => Promise<React.ReactNode> };

/** One page of the settings: its heading, and what the signed-in person has there. */
export const Section = ({ title, text, signIn, children }: SectionProps) => (
  <MembersOnly title={signIn}>
    {async () => (
      <section className="grid gap-4">
        <header>
          <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
          <p className="text-dim">{text}</p>
        </header>
        {await children()}
      </section>
    )}
  </MembersOnly>
);

/** One setting on a line: what it is at the left, how to change it at the right. */
export const Setting = ({
  title,
  text,
  short,
  children,
}: {
  title: React.ReactNode;
  text?: React.ReactNode;
  /** On one line even on a phone. */
  short?: boolean;
  children?: React.ReactNode;
}) => (
  <div
    className={cx(
      "flex items-center justify-between gap-x-6 gap-y-3 border-b py-3.5 first:pt-0 last:border-b-0 last:pb-0",
      !short && "max-sm:flex-col max-sm:items-stretch",
    )}
  >
    <div className="min-w-0">
      <div className="font-medium">{title}</div>
      {text && <div className="text-sm text-dim">{text}</div>}
    </div>
    {children && <div className="shrink-0">{children}</div>}
  </div>
);
