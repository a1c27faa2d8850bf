import { backup } from "./backup";
import { jit } from "./jit";
import { pooler } from "./pooler";
import { replica } from "./replica";
import { split } from "./split";
import type { Trial } from "./trial";

/** Every trial by its name. */
export const TRIALS: Record<string, Trial> = { backup, jit, pooler, replica, split };
