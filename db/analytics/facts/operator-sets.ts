import { operatorSetState, operatorSets } from "@/drizzle/analytics/schema";
import * as cell from "./cells";
import { readTable, type Source } from "./source";

const set = {
  id: cell.id(operatorSets.id),
  avs: cell.id(operatorSets.avsId),
  number: cell.number(operatorSets.operatorSetId),
};
const state = {
  id: cell.id(operatorSetState.id),
  avs: cell.id(operatorSetState.avsId),
  number: cell.number(operatorSetState.operatorSetId),
  /** `null` if the pipeline does not say; an empty list means none. */
  strategies: cell.list(operatorSetState.supportedStrategies),
  createdAtBlock: cell.block(operatorSetState.createdAtBlock),
};

/** Returns every operator set with its known state. */
export async function readOperatorSets(source: Source) {
  return {
    operatorSets: await readTable(source, operatorSets, set),
    operatorSetStates: await readTable(source, operatorSetState, state),
  };
}
