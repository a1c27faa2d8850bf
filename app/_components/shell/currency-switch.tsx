"use client";

import { useCurrencyChoice } from "@/app/_hooks/use-currency-choice";

/** Turns amounts of today between dollars and ether. Where the header is narrow the menu of the theme has it. */
export function CurrencySwitch() {
  const { currency, choose } = useCurrencyChoice();
  const other = currency === "USD" ? "ETH" : "USD";
  return (
    <button
      type="button"
      onClick={() => choose(other)}
      aria-label={`Amounts in ${currency}: show ${other}`}
      title={`Show amounts in ${other}`}
      className="h-8 w-11 rounded-lg text-xs font-medium text-dim transition-colors hover:bg-soft hover:text-ink max-lg:hidden"
    >
      {currency}
    </button>
  );
}
