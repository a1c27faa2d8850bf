"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { useAccount } from "@/app/_components/account/account-provider";
import { notify } from "@/app/_components/ui/toasts";
import { useTRPC } from "@/app/_trpc/client";

/** Returns the theme and how to change it. It is also kept in the account, for all its browsers. */
export function useThemeChoice() {
  const trpc = useTRPC();
  const router = useRouter();
  const { viewer } = useAccount();
  const { theme, setTheme } = useTheme();
  const update = useMutation(
    trpc.account.preferences.update.mutationOptions({
      onSuccess: () => router.refresh(),
      onError: ({ message }) =>
        notify({ tone: "problem", text: "Your account did not keep the theme", detail: message }),
    }),
  );
  const choose = (chosen: "light" | "dark" | "system") => {
    setTheme(chosen);
    if (viewer.address) update.mutate({ theme: chosen });
  };
  return { theme, choose };
}
