import { entityImage, IMAGE_SIZE } from "@/app/_components/entity/entity-image";
import { formatNumber, formatUsd } from "@/server/format";
import { findAvs } from "./avs";

export const size = IMAGE_SIZE;
export const contentType = "image/png";
export const alt = "Operators, allocated and slashable value and slashings of an EigenLayer AVS";

const atMost = (usd: number | null, isUpperBound: boolean) =>
  `${isUpperBound && usd !== null ? "up to " : ""}${formatUsd(usd)}`;

export default async function Image({ params }: { params: Promise<{ address: string }> }) {
  const found = await findAvs(params);
  return await entityImage({
    kind: "EigenLayer AVS",
    name: found.name,
    address: found.address,
    figures: [
      ["Operators", formatNumber(found.operatorCount)],
      ["Allocated", atMost(found.allocatedUsd, found.isAllocatedUpperBound)],
      ["Slashable", atMost(found.slashableUpToUsd, found.isSlashableUpTo || found.isSlashableUpperBound)],
      ["Slashings", formatNumber(found.slashingCount)],
    ],
  });
}
