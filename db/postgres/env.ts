/** Returns the folder where tests keep a whole demo between runs. */
export const testDataDir = (): string => process.env.TEST_DATA_DIR || ".data/test";

/**
 * Returns the result of `make`, run without one variable of the environment, for libraries that have no other
 * option.
 */
export function withoutVariable<T>(name: string, make: () => T): T {
  const kept = process.env[name];
  delete process.env[name];
  try {
    return make();
  } finally {
    if (kept !== undefined) process.env[name] = kept;
  }
}
