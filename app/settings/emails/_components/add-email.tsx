"use client";

import { Mail } from "lucide-react";
import { useId, useState } from "react";
import { useChange } from "@/app/_components/account/use-change";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Input } from "@/app/_components/ui/input";
import { useTRPC } from "@/app/_trpc/client";
import { RECENT_AUTH_MINUTES } from "@/server/auth/statements";
import { inWords } from "@/server/format";
import { firstProblem } from "../../_components/words";

/** Adds an address and has a code mailed to it. */
export function AddEmail({ left, limit }: { left: number; limit: number }) {
  const trpc = useTRPC();
  const id = useId();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const add = useChange(trpc.account.emails.add.mutationOptions(), {
    said: ({ email }) => `A code is on its way to ${email}`,
    onProblem: ({ data, message }) => {
      if (data?.code === "UNAUTHORIZED") return false;
      setProblem(firstProblem(message));
      return true;
    },
  });
  if (left <= 0)
    return (
      <p className="text-sm text-dim">An account has {limit} addresses at most. Remove one to add another.</p>
    );
  return (
    <Card title="Add an address">
      <form
        className="flex gap-2 max-sm:flex-col"
        onSubmit={async (event) => {
          event.preventDefault();
          setProblem(undefined);
          if (await add.run({ email: text })) setText("");
        }}
      >
        <Input
          id={id}
          type="email"
          required
          maxLength={254}
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder="name@example.org"
          aria-label="Mail address"
          aria-describedby={`${id}-problem`}
          aria-invalid={problem !== undefined}
          autoComplete="email"
          spellCheck={false}
          before={<Mail className="size-4" strokeWidth={1.75} aria-hidden="true" />}
          className="sm:flex-1"
        />
        <Button type="submit" variant="primary" disabled={add.isBusy}>
          Send code
        </Button>
      </form>
      <p id={`${id}-problem`} role="alert" className="mt-1.5 text-sm text-critical empty:hidden">
        {problem}
      </p>
      <p className="mt-2 text-xs text-dim">
        Adding and removing addresses needs a signature of your wallet from the last{" "}
        {inWords(RECENT_AUTH_MINUTES)} minutes; you are asked when it is older.
      </p>
    </Card>
  );
}
