"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";

/**
 * Returns a function that opens a page from an element that will disappear, such as a menu, and whether a page is
 * loading.
 */
export function useOpening() {
  const router = useRouter();
  const [isOpening, startTransition] = useTransition();
  const open = (href: string) => startTransition(() => router.push(href));
  return { open, isOpening };
}
