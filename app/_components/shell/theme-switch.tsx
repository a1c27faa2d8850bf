"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useCurrencyChoice } from "@/app/_components/currency/use-currency-choice";
import { IconButton } from "../ui/button";
import {
  Dropdown,
  DropdownContent,
  DropdownRadioGroup,
  DropdownRadioItem,
  DropdownTrigger,
} from "../ui/dropdown";
import { useThemeChoice } from "./use-theme-choice";

const THEMES = [
  { value: "light", label: "Light", Icon: Sun },
  { value: "dark", label: "Dark", Icon: Moon },
  { value: "system", label: "System", Icon: Monitor },
] as const;

type Theme = (typeof THEMES)[number]["value"];

/** Switches the theme: light, dark, or as the system has it. */
export function ThemeSwitch() {
  const { theme, choose } = useThemeChoice();
  const { currency, choose: chooseCurrency } = useCurrencyChoice();
  return (
    <Dropdown>
      <DropdownTrigger asChild>
        <IconButton label="Theme">
          <Sun className="size-4.5 dark:hidden" strokeWidth={1.75} aria-hidden="true" />
          <Moon className="hidden size-4.5 dark:block" strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
      </DropdownTrigger>
      <DropdownContent>
        <DropdownRadioGroup value={theme} onValueChange={(value) => choose(value as Theme)}>
          {THEMES.map(({ value, label, Icon }) => (
            <DropdownRadioItem key={value} value={value}>
              <Icon className="size-4 text-dim" aria-hidden="true" />
              {label}
            </DropdownRadioItem>
          ))}
        </DropdownRadioGroup>
        <DropdownRadioGroup
          value={currency}
          onValueChange={(value) => chooseCurrency(value === "ETH" ? "ETH" : "USD")}
          className="mt-1 border-t pt-1 lg:hidden"
        >
          <DropdownRadioItem value="USD">Amounts in USD</DropdownRadioItem>
          <DropdownRadioItem value="ETH">Amounts in ETH</DropdownRadioItem>
        </DropdownRadioGroup>
      </DropdownContent>
    </Dropdown>
  );
}
