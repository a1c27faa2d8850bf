import { blockAtTime } from "../../network/clocks/clock";
import type { Network } from "../../network/network";

/** Returns the block that the pipeline's figures surely reach, from the age of the data; `null` if not known. */
export function ourBlockOf({ clocks: { dataAt, blockNow, blockTimes } }: Network): number | null {
  const block = dataAt && blockAtTime(dataAt, blockTimes);
  return block === null || blockNow === null ? block : Math.min(block, blockNow);
}
