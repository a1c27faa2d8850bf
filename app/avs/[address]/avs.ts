import { cache } from "react";
import { api, orNotFound } from "@/app/_trpc/server";
import { formatNumber, formatUsd } from "@/server/format";

const askedOnce = cache((address: string) => orNotFound(api.analytics.avs.overview({ address })));

/** Returns the AVS of this page, asked once a request. An unknown AVS is a 404. */
export const findAvs = async (params: Promise<{ address: string }>) => askedOnce((await params).address);

/** Returns a sentence about an AVS that names only its known figures. */
export function sentenceOn(
  name: string,
  {
    operatorCount,
    allocatedUsd,
    isAllocatedUpperBound,
  }: { operatorCount: number | null; allocatedUsd: number | null; isAllocatedUpperBound: boolean },
): string {
  const by = operatorCount === null ? "" : `, secured by ${formatNumber(operatorCount)} operators`;
  const allocated = `${isAllocatedUpperBound ? "at most " : ""}${formatUsd(allocatedUsd)}`;
  const stake = allocatedUsd === null ? "" : `, with ${allocated} allocated to it`;
  return `${name} is an AVS on EigenLayer${by}${stake}.`;
}
