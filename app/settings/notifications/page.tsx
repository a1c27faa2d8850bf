import type { Metadata } from "next";
import { Link } from "@/app/_components/navigation/link";
import { buttonClass } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Empty } from "@/app/_components/ui/empty";
import { api } from "@/app/_trpc/server";
import { Section } from "../_components/section";
import { MailSwitches } from "./_components/mail-switches";

export const metadata: Metadata = { title: "Notifications", robots: { index: false } };

export default function NotificationsPage() {
  return (
    <Section
      title="Notifications"
      text="Choose the mails for each of your addresses. At present EigenWatch mails only codes: no alerts are sent, whatever you choose here."
      signIn="Sign in to see your notifications"
    >
      {async () => {
        const verified = (await api.account.emails.list()).emails.filter((email) => email.verifiedAt);
        if (verified.length === 0)
          return (
            <Card>
              <Empty
                title="No verified address"
                className="py-9"
                action={
                  <Link href="/settings/emails" className={buttonClass("primary")}>
                    Add an address
                  </Link>
                }
              >
                Mail goes only to addresses that you have verified.
              </Empty>
            </Card>
          );
        return verified.map((email) => <MailSwitches key={email.id} email={email} />);
      }}
    </Section>
  );
}
