import { formatUsd } from "./format";

/** Returns a value for titles and pictures, where no star can stand beside it: "up to $192.81M". */
export const valueWords = ({
  tvsUsd,
  isTvsUpperBound,
}: {
  tvsUsd: number | null;
  isTvsUpperBound: boolean;
}) => `${isTvsUpperBound && tvsUsd !== null ? "up to " : ""}${formatUsd(tvsUsd)}`;
