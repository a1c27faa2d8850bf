"use client";

import { startTransition, useOptimistic } from "react";
import { useChange } from "@/app/_components/account/use-change";
import { Badge } from "@/app/_components/ui/badge";
import { Card } from "@/app/_components/ui/card";
import { Checkbox } from "@/app/_components/ui/checkbox";
import { useTRPC } from "@/app/_trpc/client";
import type { Email } from "@/app/settings/_components/email";

const SWITCHES = [
  { key: "alertsOptIn", label: "Alerts", says: "Slashings and large changes of what you watch" },
  { key: "marketingOptIn", label: "News", says: "What is new in EigenWatch, now and then" },
] as const;

/** Renders the switches of the mails to one address. */
export function MailSwitches({ email }: { email: Email }) {
  const trpc = useTRPC();
  const update = useChange(trpc.account.emails.update.mutationOptions());
  const [shown, show] = useOptimistic(email, (told, change: Partial<Email>) => ({ ...told, ...change }));
  const change = (key: (typeof SWITCHES)[number]["key"], isOn: boolean) =>
    startTransition(async () => {
      show({ [key]: isOn });
      await update.run({ id: email.id, [key]: isOn });
    });
  return (
    <Card
      title={
        <>
          <span className="truncate">{email.email}</span>
          {email.isPrimary && <Badge tone="accent">Primary</Badge>}
        </>
      }
    >
      {SWITCHES.map(({ key, label, says }) => (
        <Checkbox
          key={key}
          className="items-start gap-2.5 py-2"
          checked={shown[key]}
          onChange={({ target }) => change(key, target.checked)}
          label={
            <span>
              <span className="block font-medium">{label}</span>
              <span className="block text-dim">{says}</span>
            </span>
          }
        />
      ))}
    </Card>
  );
}
