import { Laptop, Smartphone } from "lucide-react";
import type { Metadata } from "next";
import { Badge } from "@/app/_components/ui/badge";
import { Card } from "@/app/_components/ui/card";
import { Time } from "@/app/_components/values/time";
import { api } from "@/app/_trpc/server";
import { Section } from "../_components/section";
import { shortenIp } from "../_components/words";
import { RevokeOthers, RevokeSession } from "./_components/revoke";

export const metadata: Metadata = { title: "Sessions", robots: { index: false } };

export default function SessionsPage() {
  return (
    <Section
      title="Sessions"
      text="Every browser that is signed in to your account. Revoking one signs it out at once."
      signIn="Sign in to see your sessions"
    >
      {async () => {
        const sessions = await api.account.sessions.list();
        const sorted = [...sessions].sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
        return (
          <>
            <Card flush>
              <ul className="divide-y">
                {sorted.map((session) => {
                  const Icon = /Android|iOS|iPhone/.test(session.device ?? "") ? Smartphone : Laptop;
                  return (
                    <li key={session.id} className="flex items-center gap-3.5 px-4 py-3.5 md:px-4.5">
                      <Icon className="size-5 text-dim" strokeWidth={1.5} aria-hidden="true" />
                      <div className="min-w-0 flex-1">
                        <p className="flex flex-wrap items-center gap-x-2 font-medium">
                          {session.device ?? "Unknown device"}
                          {session.isCurrent && <Badge tone="accent">This one</Badge>}
                        </p>
                        <p className="text-sm text-dim">
                          {shortenIp(session.ip)} · signed in <Time at={session.createdAt} /> · last seen{" "}
                          <Time at={session.lastSeenAt} />
                        </p>
                      </div>
                      {!session.isCurrent && (
                        <RevokeSession id={session.id} device={session.device ?? "unknown device"} />
                      )}
                    </li>
                  );
                })}
              </ul>
            </Card>
            {sessions.length > 1 && <RevokeOthers />}
            <p className="text-xs text-dim">
              A session ends seven days after it was last used, and thirty days after signing in.
            </p>
          </>
        );
      }}
    </Section>
  );
}
