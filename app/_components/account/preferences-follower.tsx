"use client";

import { useTheme } from "next-themes";
import { useEffect, useEffectEvent } from "react";

/** Puts the theme of the account on, in whichever browser it is used. */
export function PreferencesFollower({ theme }: { theme: string | undefined }) {
  const { setTheme } = useTheme();
  // `setTheme` is a new function after every choice, and a choice must not be taken back by that.
  const putOn = useEffectEvent(setTheme);
  useEffect(() => {
    if (theme) putOn(theme);
  }, [theme]);
  return null;
}
