"use client";

import { createContext, useContext } from "react";
import { formatEth, formatUsd, formatUsdExact } from "@/app/_lib/format";
import { Figure } from "./figure";
import { type Certainty, ValueMark } from "./value-mark";

const UsdPerEth = createContext<number | null>(null);

/** Shows every amount below in ether at this price, or in dollars when there is none. */
export const CurrencyProvider = ({
  usdPerEth,
  children,
}: {
  usdPerEth: number | null;
  children: React.ReactNode;
}) => <UsdPerEth value={usdPerEth}>{children}</UsdPerEth>;

/** Whether amounts are shown in ether. */
export const useIsEther = () => useContext(UsdPerEth) !== null;

/** Says of what stays in dollars that it does, where the amounts around it are in ether. */
export const InUsd = () => useIsEther() && <span> in USD</span>;

export type AmountProps = {
  /** In dollars. */
  value: number | null | undefined;
  /** Of an earlier day, which today's price of ether says nothing about: it stays in dollars. */
  past?: boolean;
  className?: string | undefined;
} & Certainty;

/** A value in the currency that the account or the browser prefers; the dollars are always in the tooltip. */
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
