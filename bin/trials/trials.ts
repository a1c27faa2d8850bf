import { backup } from "./backup";
import { failover } from "./failover";
import { image } from "./image";
import { jit } from "./jit";
import { pooler } from "./pooler";
import { reader } from "./reader";
import { replica } from "./replica";
import { split } from "./split";
import { standby } from "./standby";
import type { Trial } from "./trial";
import { versions } from "./versions";

/** Every trial by its name. */
export const TRIALS: Record<string, Trial> = {
  backup,
  failover,
  image,
  jit,
  pooler,
  reader,
  replica,
  split,
  standby,
  versions,
};
