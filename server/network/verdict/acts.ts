import type { Operator } from "../operator";
import { allOf, not, type Tri } from "../unknown";
import { holdsStake } from "../value";
import type { Judging } from "./judging";
import type { ActsGate } from "./verdict";

const DAY_MILLISECONDS = 86_400_000;

/** Returns the gate's answer: silent is who secures nothing and did not act for a year while holding stake. */
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
    isDemoLimited,
  };
}

/** A later act may stand in a table that was not read. */
function isLongQuiet(quietDayCount: number | null, areActsRead: boolean, silentDays: number): Tri {
  if (quietDayCount === null) return null;
  if (quietDayCount < silentDays) return false;
  return areActsRead ? true : null;
}
