"use client";

import { useId, useState } from "react";
import { useChange } from "@/app/_components/account/use-change";
import { Button } from "@/app/_components/ui/button";
import { Input } from "@/app/_components/ui/input";
import { useTRPC } from "@/app/_trpc/client";
import { firstProblem } from "../../_components/words";

const LONGEST = 50;

/** Sets, changes or clears the display name. */
export function NameForm({ displayName }: { displayName: string | null }) {
  const trpc = useTRPC();
  const id = useId();
  const [text, setText] = useState(displayName ?? "");
  const [problem, setProblem] = useState<string>();
  const update = useChange(trpc.account.profile.update.mutationOptions(), {
    said: ({ displayName }) => (displayName ? "Name saved" : "Name cleared"),
    onProblem: ({ data, message }) => {
      if (data?.code !== "BAD_REQUEST") return false;
      setProblem(firstProblem(message));
      return true;
    },
  });
  const count = [...text.trim()].length;
  const wanted = text.trim() || null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setProblem(undefined);
        void update.run({ displayName: wanted });
      }}
    >
      <label htmlFor={id} className="font-medium">
        Display name
      </label>
      <p id={`${id}-hint`} className="text-sm text-dim">
        Up to {LONGEST} characters, shown beside your address in the header. Leave it empty for none.
      </p>
      <div className="mt-2 flex gap-2 max-sm:flex-col">
        <Input
          id={id}
          value={text}
          onChange={(event) => setText(event.target.value)}
          maxLength={200}
          autoComplete="nickname"
          aria-describedby={`${id}-hint ${id}-problem`}
          aria-invalid={problem !== undefined || count > LONGEST}
          className="sm:flex-1"
          after={
            <span className={count > LONGEST ? "text-xs text-critical" : "text-xs text-dim"}>
              {count}/{LONGEST}
            </span>
          }
        />
        <Button
          type="submit"
          variant="primary"
          disabled={update.isBusy || count > LONGEST || wanted === displayName}
        >
          Save
        </Button>
      </div>
      <p id={`${id}-problem`} role="alert" className="mt-1.5 text-sm text-critical empty:hidden">
        {problem}
      </p>
    </form>
  );
}
