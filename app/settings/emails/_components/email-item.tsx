"use client";

import { Trash2 } from "lucide-react";
import { useChange } from "@/app/_components/account/use-change";
import { Badge } from "@/app/_components/ui/badge";
import { Button, IconButton } from "@/app/_components/ui/button";
import { useTRPC } from "@/app/_trpc/client";
import type { Email } from "../../_components/email";
import { CodeEntry } from "./code-entry";

/** Renders one address with its state and its actions. */
export function EmailItem({ email }: { email: Email }) {
  const trpc = useTRPC();
  const promote = useChange(trpc.account.emails.setPrimary.mutationOptions(), {
    said: `${email.email} is the primary address`,
  });
  const remove = useChange(trpc.account.emails.remove.mutationOptions(), {
    said: ({ wasPrimary, verifiedCount }) =>
      wasPrimary && verifiedCount > 0
        ? `${email.email} removed. No address is primary now.`
        : `${email.email} removed`,
  });
  const isVerified = email.verifiedAt !== null;
  return (
    <li className="px-4 py-3.5 md:px-4.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="min-w-0 font-medium break-all">{email.email}</span>
        {email.isPrimary && <Badge tone="accent">Primary</Badge>}
        {isVerified ? <Badge tone="low">Verified</Badge> : <Badge tone="medium">Not verified</Badge>}
        <span className="ml-auto flex items-center gap-1">
          {isVerified && !email.isPrimary && (
            <Button onClick={() => void promote.run({ id: email.id })} disabled={promote.isBusy}>
              Make primary
            </Button>
          )}
          <IconButton
            label={`Remove ${email.email}`}
            onClick={() => void remove.run({ id: email.id })}
            disabled={remove.isBusy}
          >
            <Trash2 className="size-4" strokeWidth={1.75} aria-hidden="true" />
          </IconButton>
        </span>
      </div>
      {!isVerified && <CodeEntry email={email} />}
    </li>
  );
}
