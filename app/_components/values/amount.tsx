"use client";

import { createContext, useContext } from "react";
import { formatEth, formatUsd, formatUsdExact } from "@/server/format";
import { Figure } from "./figure";
import { type Certainty, ValueMark } from "./value-mark";

const UsdPerEth = createContext<number | null>(null);

/** Shows every amount below in ether at this price, or in dollars if there is none. */
export const CurrencyProvider = ({
  usdPerEth,
  children,
}: {
  usdPerEth: number | null;
  children: React.ReactNode;
}) => <UsdPerEth value={usdPerEth}>{children}</UsdPerEth>;

/** Returns whether amounts are shown in ether. */
export const useIsEther = () => useContext(UsdPerEth) !== null;

/** Marks a figure that stays in dollars while the amounts around it are in ether. */
export const InUsd = () => useIsEther() && <span> in USD</span>;

export type AmountProps = {
  /** US dollars. */
  value: number | null | undefined;
  /** True for a value of an earlier day. It stays in dollars, since today's ether price does not apply to it. */
  past?: boolean;
  className?: string | undefined;
} & Certainty;

/** Renders a value in the preferred currency, with the dollars in the tooltip. */
export function Amount({ value, past, className, isTvsUpperBound, unpricedCount, isUpTo }: AmountProps) {
  const today = useContext(UsdPerEth);
  const usdPerEth = past ? null : today;
  const text = usdPerEth && value != null ? formatEth(value / usdPerEth) : formatUsd(value);
  return (
    <>
      <Figure text={text} exact={formatUsdExact(value)} className={className} />
      {value != null && (
        <ValueMark isTvsUpperBound={isTvsUpperBound} unpricedCount={unpricedCount} isUpTo={isUpTo} />
      )}
    </>
  );
}
