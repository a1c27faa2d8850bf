"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useAccount } from "@/app/_components/account/account-provider";
import { closeSession } from "@/app/_components/account/session";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Input } from "@/app/_components/ui/input";
import { sentenceFor } from "@/app/_failures/unanswered";
import { useTRPC } from "@/app/_trpc/client";

const GONE = [
  "your name, mail addresses and preferences",
  "your watchlist",
  "your sessions, in every browser, and your security log",
];

/** Deletes the account, after its address is typed and a wallet has signed. */
export function DeleteAccount({ address }: { address: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const id = useId();
  const { askSignature, leave } = useAccount();
  const [text, setText] = useState("");
  const [isBusy, setBusy] = useState(false);
  const remove = useMutation(trpc.account.data.delete.mutationOptions());
  const isTyped = text.trim().toLowerCase() === address.toLowerCase();
  return (
    <Card title={<span className="text-critical">Delete account</span>} className="border-critical/40">
      <p>This deletes, at once and for good:</p>
      <ul className="mt-1 list-disc pl-5 text-dim">
        {GONE.map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
      <p className="mt-2 text-dim">
        Your wallet and what it holds are not touched. A tier that was granted to you ends.
      </p>
      <form
        className="mt-4"
        onSubmit={async (event) => {
          event.preventDefault();
          setBusy(true);
          const isDone = await askSignature("delete", (signed) =>
            remove.mutateAsync(signed).then(
              () => undefined,
              (error: unknown) => sentenceFor(error, "Nothing was deleted."),
            ),
          );
          setBusy(false);
          if (!isDone) return;
          await closeSession();
          leave("Your account is deleted", "All its data is gone.");
          router.push("/");
        }}
      >
        <label htmlFor={id} className="block text-sm">
          Type your address to go on: <span className="font-mono text-xs break-all text-dim">{address}</span>
        </label>
        <div className="mt-2 flex gap-2 max-sm:flex-col">
          <Input
            id={id}
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder="0x…"
            autoComplete="off"
            spellCheck={false}
            className="font-mono sm:flex-1"
          />
          <Button
            type="submit"
            disabled={!isTyped || isBusy}
            className="border-critical/40 text-critical hover:border-critical hover:bg-critical/10"
          >
            Delete my account
          </Button>
        </div>
      </form>
    </Card>
  );
}
