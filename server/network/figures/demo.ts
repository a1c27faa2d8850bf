import { perNetwork } from "../lists/per-network";
import type { DataSource, Network } from "../network";
import { fieldsOf } from "../source";
import { addSums } from "../unknown";

const textOf = (value: unknown) => (typeof value === "string" ? value : null);
const textsOf = (value: unknown) =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

/** Returns the operators that a demo invented, by its own metadata; none of a real pipeline. */
export const fictionalOperators = ({ isDemo, metadata }: DataSource): string[] =>
  isDemo ? textsOf(fieldsOf(fieldsOf(metadata).fictional).operators) : [];

/** Returns whether an AVS's name was given by others and not declared by itself, as a demo says of its real AVSs. */
export function hasGivenAvsNames({ isDemo, metadata }: DataSource): (avs: string) => boolean {
  const { givenNames, fictional } = fieldsOf(metadata);
  const declared = new Set(textsOf(fieldsOf(fictional).avs));
  const areGiven = isDemo && textsOf(givenNames).includes("avs");
  return (avs) => areGiven && !declared.has(avs);
}

/**
 * Returns the demo's description of its own rows, from the metadata of its checkpoint; `null` for a real pipeline.
 */
const saidBy = perNetwork(({ source }: Network) => {
  const { isDemo, metadata } = source;
  if (!isDemo) return null;
  const { real, partly, modelled, fictional, knownStakers, line } = fieldsOf(metadata);
  const { avs } = fieldsOf(fictional);
  return {
    realTables: Object.keys(fieldsOf(real)),
    modelledTables: [...Object.keys(fieldsOf(partly)), ...textsOf(modelled)],
    fictionalOperators: fictionalOperators(source),
    fictionalAvs: textsOf(avs),
    knownStakers: new Set(textsOf(knownStakers)),
    line: fieldsOf(line),
  };
});

/**
 * Returns the demo's own description of its data, with the value and slashings of its fictional operators; `null` for real
 * data. Transactions and blocks are real only in `realTables`; `modelledTables` hold invented rows, also of real
 * operators.
 */
export const demoSummary = perNetwork((network) => {
  const said = saidBy(network);
  if (!said) return null;
  const { fictionalOperators, fictionalAvs, realTables, modelledTables, line } = said;
  const examples = fictionalOperators.flatMap((address) => network.operators.get(address) ?? []);
  return {
    real: textOf(line.real),
    modelled: textOf(line.modelled),
    exampleOperatorCount: examples.length,
    exampleAvsCount: fictionalAvs.filter((address) => network.avs.has(address)).length,
    exampleSlashingCount: new Set(examples.flatMap(({ slashings }) => slashings)).size,
    exampleUsd: addSums(examples.map(({ value }) => value)).knownUsd,
    fictional: [...fictionalOperators, ...fictionalAvs],
    realTables,
    modelledTables,
  };
});

/** Returns whether the demo invented a staker's address. Operators, and the few listed stakers, are real. */
export function isInventedStaker(network: Network, staker: string): boolean {
  const said = saidBy(network);
  if (!said || said.knownStakers.has(staker)) return false;
  return !network.operators.has(staker) || said.fictionalOperators.includes(staker);
}
