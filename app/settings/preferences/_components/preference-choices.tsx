"use client";

import { useTheme } from "next-themes";
import { startTransition, useOptimistic } from "react";
import { useChange } from "@/app/_components/account/use-change";
import { Select } from "@/app/_components/ui/input";
import { useTRPC } from "@/app/_trpc/client";
import type { RouterInputs, RouterOutputs } from "@/server/trpc/router";
import { Setting } from "../../_components/setting";

type Preferences = RouterOutputs["account"]["preferences"]["get"];
type Change = RouterInputs["account"]["preferences"]["update"];

const CHOICES = [
  {
    key: "theme",
    title: "Theme",
    text: "System follows your device.",
    options: [
      ["system", "System"],
      ["light", "Light"],
      ["dark", "Dark"],
    ],
  },
  {
    key: "currency",
    title: "Currency",
    text: "Current values use the latest ether price, histories the price of each day.",
    options: [
      ["USD", "US dollar"],
      ["ETH", "Ether"],
    ],
  },
  {
    key: "notificationFrequency",
    title: "Mail at most",
    text: "For the alerts that you switched on. None are sent at present.",
    options: [
      ["instant", "At once"],
      ["daily", "Once a day"],
      ["weekly", "Once a week"],
      ["never", "Never"],
    ],
  },
] as const;

/** Renders the preferences. Each choice is saved as soon as it is made. */
export function PreferenceChoices({ preferences }: { preferences: Preferences }) {
  const trpc = useTRPC();
  const { setTheme } = useTheme();
  const update = useChange(trpc.account.preferences.update.mutationOptions(), { said: "Saved" });
  const [shown, show] = useOptimistic(preferences, (told, change: Change) => ({ ...told, ...change }));
  const choose = (change: Change) => {
    // Not in the transition, whose end it would wait for.
    if (change.theme) setTheme(change.theme);
    startTransition(async () => {
      show(change);
      if (!(await update.run(change)) && change.theme) setTheme(preferences.theme);
    });
  };
  return CHOICES.map(({ key, title, text, options }) => (
    <Setting key={key} title={<label htmlFor={`choose-${key}`}>{title}</label>} text={text}>
      <Select
        id={`choose-${key}`}
        className="w-44 max-sm:w-full"
        value={shown[key]}
        onChange={({ target }) => choose({ [key]: target.value })}
      >
        {options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </Setting>
  ));
}
