import type { CsvColumns } from "@/app/_components/tables/columns";

/** The columns that say how certain `tvs_usd` is: whether it may be lower, and how many parts it leaves out. */
export const TVS_CERTAINTY: CsvColumns<{ isTvsUpperBound?: boolean; unpricedCount?: number }> = {
  is_tvs_upper_bound: (row) => row.isTvsUpperBound,
  unknown_value_count: (row) => row.unpricedCount,
};

/** The columns of the most that can be slashed; `slashable_usd` is the value that surely can be. */
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

/** Returns a number without an exponent, in as many digits as identify it; "" if it is not a number. */
export function decimal(number: number): string {
  if (!Number.isFinite(number)) return "";
  const [, sign = "", whole = "", part = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number)) ?? [];
  const [digits, shift] = [whole + part, whole.length + Number(exponent)];
  if (exponent === "0") return String(number);
  if (shift <= 0) return `${sign}0.${"0".repeat(-shift)}${digits}`;
  return sign + digits.padEnd(shift, "0");
}

/** Returns several numbers as one cell, separated by spaces. */
export const decimals = (numbers: (number | null)[]): string =>
  numbers.map((number) => (number === null ? "?" : decimal(number))).join(" ");

/** Returns the columns of a hypothetical loss, with the slashed fraction in each row. */
export const supposedLoss = (
  fraction: number,
): CsvColumns<{ lostUsd: number | null; isUpperBound: boolean; isUpTo?: boolean }> => ({
  supposed_slash_ratio: () => fraction,
  loss_usd: (row) => row.lostUsd,
  is_loss_upper_bound: (row) => row.isUpperBound || row.isUpTo === true,
});
