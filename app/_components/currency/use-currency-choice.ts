"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { storeCookie } from "@/app/_browser/browser";
import { useAccount } from "@/app/_components/account/account-provider";
import { notify } from "@/app/_components/ui/toasts";
import { useIsEther } from "@/app/_components/values/amount";
import { useTRPC } from "@/app/_trpc/client";
import { CURRENCY_COOKIE } from "./currency-cookie";

/** Returns the currency of amounts and how to change it. It is kept in the account, or in a cookie for a visitor. */
export function useCurrencyChoice() {
  const trpc = useTRPC();
  const router = useRouter();
  const { viewer } = useAccount();
  const currency = useIsEther() ? ("ETH" as const) : ("USD" as const);
  const update = useMutation(
    trpc.account.preferences.update.mutationOptions({
      onSuccess: () => router.refresh(),
      onError: ({ message }) =>
        notify({ tone: "problem", text: "The currency stays as it was", detail: message }),
    }),
  );
  const choose = (chosen: "USD" | "ETH") => {
    if (viewer.address) return update.mutate({ currency: chosen });
    if (storeCookie(CURRENCY_COOKIE, chosen)) return router.refresh();
    notify({
      tone: "problem",
      text: "This browser accepts no cookies",
      detail: "EigenWatch remembers the currency in one. Allow cookies for this site, then try again.",
    });
  };
  return { currency, choose };
}
