import { router } from "../trpc";
import { networkRouter } from "./network";
import { operatorsRouter } from "./operators";
import { searchRouter } from "./search";

export const analyticsRouter = router({
  network: networkRouter,
  operators: operatorsRouter,
  search: searchRouter,
});
