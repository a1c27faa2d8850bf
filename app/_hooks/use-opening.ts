"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";

/** Opens a page from what is gone by the time it comes, such as a menu, and whether one is on its way. */
export function useOpening() {
  const router = useRouter();
  const [isOpening, startTransition] = useTransition();
  const open = (href: string) => startTransition(() => router.push(href));
  return { open, isOpening };
}
