/** Returns the folder where tests keep a whole demo between runs. */
export const testDataDir = (): string => process.env.TEST_DATA_DIR || ".data/test";

/** Returns the environment of a program of Postgres: these variables, those of our own path, and none of ours else. */
export const programEnvironment = (variables: Record<string, string | undefined>): NodeJS.ProcessEnv => ({
  NODE_ENV: process.env.NODE_ENV,
  PATH: process.env.PATH,
  ...variables,
});

/** Returns whether tests have both schemas in one database: TEST_DATABASES=one. */
export const hasOneDatabase = (): boolean => process.env.TEST_DATABASES === "one";

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
