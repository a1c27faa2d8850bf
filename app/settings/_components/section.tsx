import { MembersOnly } from "@/app/_components/account/members-only";

type SectionProps = { title: string; text: string; signIn: string; children: () => Promise<React.ReactNode> };

/** Renders one page of the settings: its heading, and its content for signed-in people. */
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
