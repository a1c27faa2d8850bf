import { blockAtTime } from "../../network/clocks/clock";
import type { Network } from "../../network/network";

/** Returns the block that the pipeline's figures are surely of: that of the age of the data. `null` is not known. */
export function ourBlockOf({ clocks: { dataAt, blockNow, blockTimes } }: Network): number | null {
  const block = dataAt && blockAtTime(dataAt, blockTimes);
  return block === null || blockNow === null ? block : Math.min(block, blockNow);
}
