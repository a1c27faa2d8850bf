import { parseAsInteger } from "nuqs/server";
import { partParam } from "@/app/_components/tables/search-params";

/** The simulated slashing: how many per cent, and of which operator set; all of them when it is absent. */
export const supposedLossParams = {
  slash: partParam.withDefault(10),
  set: parseAsInteger,
};
