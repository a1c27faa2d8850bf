"use client";

import { type UseMutationOptions, useMutation } from "@tanstack/react-query";
import type { TRPCClientErrorLike } from "@trpc/client";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { notify } from "@/app/_components/ui/toasts";
import { useTRPC } from "@/app/_trpc/client";
import type { AppRouter } from "@/server/trpc/router";
import { useAccount } from "./account-provider";

type Problem = TRPCClientErrorLike<AppRouter>;
type Told<Output> = {
  /** The sentence shown on success. */
  said?: string | ((output: Output) => string | undefined);
  /** Handles a problem and returns true; otherwise a notice shows it. */
  onProblem?: (problem: Problem) => boolean;
};

/**
 * Returns `run`, which changes something of the account: it asks the wallet to confirm when its last signature is
 * too old, shows the result and refreshes the page. `run` resolves to the output, or `undefined` when nothing was
 * changed.
 */
export function useChange<Input, Output, Kept>(
  options: UseMutationOptions<Output, Problem, Input, Kept>,
  { said, onProblem }: Told<Output> = {},
) {
  const trpc = useTRPC();
  const router = useRouter();
  const { askSignature } = useAccount();
  const [isRefreshing, refresh] = useTransition();
  const mutation = useMutation(options);
  const confirm = useMutation(trpc.account.session.reauthenticate.mutationOptions());

  const confirmed = () =>
    askSignature("confirm", (signed) =>
      confirm.mutateAsync(signed).then(
        () => undefined,
        (problem: Problem) => problem.message,
      ),
    );

  const attempt = async (input: Input, mayAsk: boolean): Promise<Output | undefined> => {
    try {
      return await mutation.mutateAsync(input);
    } catch (error) {
      const problem = error as Problem;
      if (mayAsk && problem.data?.refusal?.reason === "REAUTHENTICATE")
        return (await confirmed()) ? await attempt(input, false) : undefined;
      // A refused attempt may have changed something, such as the attempts left for a code.
      if (problem.data?.code === "UNAUTHORIZED" || problem.data?.refusal) refresh(() => router.refresh());
      if (!onProblem?.(problem))
        notify({ tone: "problem", text: "That did not work", detail: problem.message });
      return undefined;
    }
  };

  const run = async (input: Input): Promise<Output | undefined> => {
    const output = await attempt(input, true);
    if (output === undefined) return undefined;
    const text = typeof said === "function" ? said(output) : said;
    if (text) notify({ tone: "done", text });
    refresh(() => router.refresh());
    return output;
  };
  return { run, isBusy: mutation.isPending || isRefreshing };
}
