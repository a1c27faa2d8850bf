"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useAccount } from "@/app/_components/account/account-provider";
import { useIsEther } from "@/app/_components/amount";
import { CURRENCY_COOKIE } from "@/app/_lib/currency";
import { useTRPC } from "@/app/_trpc/client";

const YEAR_SECONDS = 31_536_000;

/** The currency of amounts: an account remembers it for all of its browsers, a cookie for a visitor's own. */
export function useCurrencyChoice() {
  const trpc = useTRPC();
  const router = useRouter();
  const { viewer } = useAccount();
  const currency = useIsEther() ? ("ETH" as const) : ("USD" as const);
  const update = useMutation(
    trpc.account.preferences.update.mutationOptions({ onSuccess: () => router.refresh() }),
  );
  const choose = (chosen: "USD" | "ETH") => {
    if (viewer.address) return update.mutate({ currency: chosen });
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that are in use
    document.cookie = `${CURRENCY_COOKIE}=${chosen}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    router.refresh();
  };
  return { currency, choose };
}
