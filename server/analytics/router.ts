import { router } from "../trpc/procedure";
import { avsRouter } from "./avs";
import { chainRouter } from "./chain";
import { csvRouter } from "./csv";
import { entitiesRouter } from "./entities";
import { networkRouter } from "./network";
import { operatorsRouter } from "./operators";
import { searchRouter } from "./search";
import { slashingRouter } from "./slashing";
import { stakersRouter } from "./stakers";
import { strategiesRouter } from "./strategies";

export const analyticsRouter = router({
  csv: csvRouter,
  chain: chainRouter,
  network: networkRouter,
  operators: operatorsRouter,
  avs: avsRouter,
  entities: entitiesRouter,
  strategies: strategiesRouter,
  stakers: stakersRouter,
  slashing: slashingRouter,
  search: searchRouter,
});
