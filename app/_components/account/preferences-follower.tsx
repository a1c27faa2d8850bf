"use client";

import { useTheme } from "next-themes";
import { useEffect, useEffectEvent } from "react";

/** Applies the account's theme in every browser that it is signed in to. */
export function PreferencesFollower({ theme }: { theme: string | undefined }) {
  const { setTheme } = useTheme();
  // `setTheme` changes identity after every choice; as a dependency it would undo that choice.
  const putOn = useEffectEvent(setTheme);
  useEffect(() => {
    if (theme) putOn(theme);
  }, [theme]);
  return null;
}
