"use client";

import { useCurrencyChoice } from "./use-currency-choice";

/** Switches today's amounts between dollars and ether. In a narrow header it moves into the theme menu. */
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
