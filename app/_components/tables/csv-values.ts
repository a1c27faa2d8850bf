import type { CsvColumns } from "@/app/_components/tables/columns";

/** How much of `tvs_usd` is known: it may be lower, or parts are not in it. */
export const TVS_CERTAINTY: CsvColumns<{ isTvsUpperBound?: boolean; unpricedCount?: number }> = {
  is_tvs_upper_bound: (row) => row.isTvsUpperBound,
  unknown_value_count: (row) => row.unpricedCount,
};

/** The most that can be slashed; `slashable_usd` is what surely can be. */
export const SLASHABLE_UP_TO: CsvColumns<{
  slashableUpToUsd: number | null;
  isSlashableUpperBound: boolean;
  isSlashableUpTo: boolean;
  unpricedSlashableCount: number;
}> = {
  slashable_up_to_usd: (row) => row.slashableUpToUsd,
  is_slashable_upper_bound: (row) => row.isSlashableUpperBound || row.isSlashableUpTo,
  unknown_slashable_count: (row) => row.unpricedSlashableCount,
};

/** Returns a number without an exponent, with every digit that tells it from its neighbours; "" when it is none. */
export function decimal(number: number): string {
  if (!Number.isFinite(number)) return "";
  const [, sign = "", whole = "", part = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number)) ?? [];
  const [digits, shift] = [whole + part, whole.length + Number(exponent)];
  if (exponent === "0") return String(number);
  if (shift <= 0) return `${sign}0.${"0".repeat(-shift)}${digits}`;
  return sign + digits.padEnd(shift, "0");
}

/** Returns the numbers of one cell, a space between them. */
export const decimals = (numbers: (number | null)[]): string =>
  numbers.map((number) => (number === null ? "?" : decimal(number))).join(" ");

/** A loss, with the fraction of what is allocated that it supposes to be slashed in each row. */
export const supposedLoss = (
  fraction: number,
): CsvColumns<{ lostUsd: number | null; isUpperBound: boolean; isUpTo?: boolean }> => ({
  supposed_slash_ratio: () => fraction,
  loss_usd: (row) => row.lostUsd,
  is_loss_upper_bound: (row) => row.isUpperBound || row.isUpTo === true,
});
