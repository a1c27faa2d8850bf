"use client";

import { useTheme } from "next-themes";
import { useEffect } from "react";

/** Puts the theme of the account on, in whichever browser it is used. */
export function PreferencesFollower({ theme }: { theme: string | undefined }) {
  const { setTheme } = useTheme();
  useEffect(() => {
    if (theme) setTheme(theme);
  }, [theme, setTheme]);
  return null;
}
