import { formatUsd } from "@/server/format";

/** Returns a value for titles and pictures, which cannot show a star: "up to $192.81M". */
export const valueWords = ({
  tvsUsd,
  isTvsUpperBound,
}: {
  tvsUsd: number | null;
  isTvsUpperBound: boolean;
}) => `${isTvsUpperBound && tvsUsd !== null ? "up to " : ""}${formatUsd(tvsUsd)}`;
