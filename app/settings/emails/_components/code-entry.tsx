"use client";

import { useEffect, useId, useState } from "react";
import { useChange } from "@/app/_components/account/use-change";
import { Button } from "@/app/_components/ui/button";
import { Input } from "@/app/_components/ui/input";
import { useTRPC } from "@/app/_trpc/client";
import type { Email } from "@/app/settings/_components/email";
import { CODE_MINUTES } from "@/server/auth/statements";
import { inWords } from "@/server/format";

const DIGITS = 6;
/** A mailed code takes a moment to arrive, and asking again makes the first one invalid. */
const PAUSE_SECONDS = 30;
const LIFE_SECONDS = CODE_MINUTES * 60;

/** Returns the seconds left of the pause, never more than all of it, since the browser's clock may be wrong. */
const pauseLeft = (expiresAt: number) => {
  const age = LIFE_SECONDS - (expiresAt - Date.now()) / 1000;
  return Math.ceil(Math.min(Math.max(PAUSE_SECONDS - age, 0), PAUSE_SECONDS));
};

/** Renders the field for the six mailed digits, typed or pasted. It submits with the sixth. */
export function CodeEntry({ email }: { email: Email }) {
  const trpc = useTRPC();
  const id = useId();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const [wait, startWaiting] = useCountdown(email.code ? PAUSE_SECONDS : 0);
  const expiresAt = email.code?.expiresAt.getTime();
  useEffect(() => {
    if (expiresAt) startWaiting(pauseLeft(expiresAt));
  }, [expiresAt, startWaiting]);
  const verify = useChange(trpc.account.emails.verify.mutationOptions(), {
    said: ({ isPrimary }) =>
      isPrimary ? `${email.email} is verified, and your primary address` : `${email.email} is verified`,
    onProblem: ({ data, message }) => {
      const left = data?.refusal?.attemptsLeft;
      setText("");
      setProblem(left === undefined ? message : left === 0 ? NO_MORE : `${message} ${tries(left)} left.`);
      return data?.code !== "UNAUTHORIZED";
    },
  });
  const resend = useChange(trpc.account.emails.resend.mutationOptions(), {
    said: `A new code is on its way to ${email.email}`,
    onProblem: ({ data, message }) => {
      startWaiting(data?.refusal?.retryAfterSeconds ?? 0);
      setProblem(message);
      return data?.code !== "UNAUTHORIZED";
    },
  });
  const enter = (typed: string) => {
    const digits = typed.replace(/\D/g, "").slice(0, DIGITS);
    setText(digits);
    setProblem(undefined);
    if (digits.length === DIGITS) void verify.run({ id: email.id, code: digits });
  };
  const isOpen = email.code !== null;
  return (
    <div className="mt-3 rounded-lg bg-soft p-3">
      <label htmlFor={id} className="text-sm">
        {isOpen
          ? `Enter the ${inWords(DIGITS)} digits that we mailed to you. They are good for ${inWords(CODE_MINUTES)} minutes.`
          : "The last code has expired. Request a new one."}
      </label>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        {isOpen && (
          <Input
            id={id}
            value={text}
            onChange={(event) => enter(event.target.value)}
            // A pasted code may include spaces or words, and may be longer than six characters.
            onPaste={(event) => {
              event.preventDefault();
              enter(event.clipboardData.getData("text"));
            }}
            maxLength={DIGITS}
            inputMode="numeric"
            autoComplete="one-time-code"
            placeholder="000000"
            disabled={verify.isBusy}
            aria-invalid={problem !== undefined}
            aria-describedby={`${id}-problem`}
            className="w-34 font-mono [&_input]:text-lg [&_input]:tracking-[0.25em]"
          />
        )}
        <Button
          variant={isOpen ? "quiet" : "secondary"}
          disabled={resend.isBusy || wait > 0}
          onClick={async () => {
            setProblem(undefined);
            if (await resend.run({ id: email.id })) startWaiting(PAUSE_SECONDS);
          }}
        >
          {wait > 0 ? `New code in ${clock(wait)}` : "Send a new code"}
        </Button>
        {isOpen && email.code && email.code.attemptsLeft < 3 && !problem && (
          <span className="text-xs text-dim">{tries(email.code.attemptsLeft)} left</span>
        )}
      </div>
      <p id={`${id}-problem`} role="alert" className="mt-1.5 text-sm text-critical empty:hidden">
        {problem}
      </p>
    </div>
  );
}

const NO_MORE = "That was the last attempt with this code. Request a new one.";
const tries = (count: number) => (count === 1 ? "1 try" : `${count} tries`);
const clock = (seconds: number) =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;

function useCountdown(first: number): [left: number, start: (seconds: number) => void] {
  const [left, setLeft] = useState(first);
  const isRunning = left > 0;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setLeft((now) => Math.max(0, now - 1)), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return [left, setLeft];
}
