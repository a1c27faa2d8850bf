import type { Operator } from "../operator";
import { allOf, not, type Tri } from "../unknown";
import { holdsStake } from "../value";
import type { Judging } from "./judging";
import type { ActsGate } from "./verdict";

const DAY_MILLISECONDS = 86_400_000;

/**
 * Returns the answer of gate 4: an operator is silent if it holds stake, secures nothing and did not act for a year.
 */
export function actsGate(judging: Judging, operator: Operator): ActsGate {
  const { network, thresholds, isLimited } = judging;
  const { lastOwnAct, areActsRead, isActive, value, strategies } = operator;
  const now = network.clocks.timeNow;
  const quietDayCount =
    now && lastOwnAct ? Math.max(0, Math.floor((+now - +lastOwnAct.at) / DAY_MILLISECONDS)) : null;
  const isQuiet = isLongQuiet(quietDayCount, areActsRead, thresholds.silentDays);
  const holds = value.knownUsd === null && strategies.length === 0 ? null : strategies.some(holdsStake);
  const isSilent = isActive === true || holds === false ? false : allOf([isQuiet, not(isActive), holds]);
  const isDemoLimited = isLimited(operator.address);
  return {
    passes: isDemoLimited || isSilent === null ? null : !isSilent,
    last: lastOwnAct,
    quietDayCount,
    isSecuring: isActive,
    holdsStake: holds,
    areActsRead,
    isDemoLimited,
  };
}

/** Returns whether the last act is long ago; `null` if a later act may be in a table that was not read. */
function isLongQuiet(quietDayCount: number | null, areActsRead: boolean, silentDays: number): Tri {
  if (quietDayCount === null) return null;
  if (quietDayCount < silentDays) return false;
  return areActsRead ? true : null;
}
