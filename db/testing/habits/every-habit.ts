import { clockHabits } from "./clocks";
import { eventHabits, firstDelegation } from "./events";
import { type Habit, together } from "./habit";
import { membershipHabits, unknownMemberships } from "./memberships";
import { foreignUnits, rawConcentration, withoutData, withoutRegistration } from "./scores";
import { stakeHabits } from "./stake";

/** Habits after which every answer stays the same. */
export const sameHabits: Record<string, Habit> = {
  ...clockHabits,
  ...stakeHabits,
  ...membershipHabits,
  ...eventHabits,
  "the first delegation ever as the present one": firstDelegation,
};

/** All deviations of a real pipeline from the contract. */
export const everyHabit = together(
  ...Object.values(sameHabits),
  ...Object.values(unknownMemberships),
  withoutRegistration,
  foreignUnits,
  withoutData,
  rawConcentration,
);
