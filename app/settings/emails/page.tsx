import type { Metadata } from "next";
import { Card } from "@/app/_components/ui/card";
import { Empty } from "@/app/_components/ui/empty";
import { api } from "@/app/_trpc/server";
import { Section } from "../_components/section";
import { AddEmail } from "./_components/add-email";
import { EmailItem } from "./_components/email-item";

export const metadata: Metadata = { title: "Emails", robots: { index: false } };

export default function EmailsPage() {
  return (
    <Section
      title="Emails"
      text="Optional. EigenWatch can mail you at an address once you have verified it."
      signIn="Sign in to see your mail addresses"
    >
      {async () => {
        const { emails, limit } = await api.account.emails.list();
        const isWithoutPrimary = emails.some((one) => one.verifiedAt) && !emails.some((one) => one.isPrimary);
        return (
          <>
            {isWithoutPrimary && (
              <p role="status" className="rounded-lg bg-medium/10 px-3 py-2 text-sm text-medium">
                None of your addresses is the primary one. Choose one, so that mail has an address to go to.
              </p>
            )}
            <Card flush>
              {emails.length === 0 ? (
                <Empty title="No address yet" className="py-9">
                  Your wallet is enough to sign in. Add an address if you want to be told what changes.
                </Empty>
              ) : (
                <ul className="divide-y">
                  {emails.map((email) => (
                    <EmailItem key={email.id} email={email} />
                  ))}
                </ul>
              )}
            </Card>
            <AddEmail left={limit - emails.length} limit={limit} />
          </>
        );
      }}
    </Section>
  );
}
