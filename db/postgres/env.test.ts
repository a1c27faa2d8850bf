import { describe, expect, it } from "vitest";
import { databaseSettings, launcherSettings } from "./env";

const url = "postgresql://reader:secret@host:5432/eigenlayer_analytics";
const settings = (values: Record<string, string>) => databaseSettings({ NODE_ENV: "test", ...values });

describe("the settings of the databases", () => {
  it("fall back to DATABASE_URL for analytics, and for analytics alone", () => {
    expect(settings({ DATABASE_URL: url })).toMatchObject({ analyticsUrl: url, userUrl: undefined });
    const both = settings({
      DATABASE_URL: "postgres://old/db",
      ANALYTICS_DATABASE_URL: url,
      USER_DATABASE_URL: url,
    });
    expect(both).toMatchObject({ analyticsUrl: url, userUrl: url });
  });

  it("have defaults, also for what is set to nothing", () => {
    expect(settings({ ANALYTICS_DATABASE_URL: "", USER_DATABASE_POOL_SIZE: " " })).toMatchObject({
      analyticsUrl: undefined,
      analyticsPoolSize: 10,
      userPoolSize: 5,
      allowWritableAnalytics: false,
    });
    expect(launcherSettings({ NODE_ENV: "test" })).toEqual({ port: 3000, dataDir: ".data", demoScale: 1 });
  });

  it.each([
    ["ANALYTICS_DATABASE_URL", "mysql://host/db", "is not a Postgres URL"],
    ["USER_DATABASE_URL", "host:5432/db", "is not a Postgres URL"],
    ["USER_DATABASE_URL", "postgresql://user@host", "names no database"],
    ["ANALYTICS_DATABASE_URL", "postgresql://user:secret@one:5432,two:5432/db", "names several hosts"],
    ["ANALYTICS_DATABASE_URL", "postgresql://user:secret@one,two/db", "names several hosts"],
    ["ANALYTICS_DATABASE_POOL_SIZE", "1.5", "must be a whole number from 1 to 1000"],
    ["ALLOW_WRITABLE_ANALYTICS", "perhaps", "must be true or false"],
  ])("refuse %s=%s, by name and without its password", (name, value, said) => {
    const refusal = (() => {
      try {
        return String(settings({ [name]: value }));
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(refusal).toContain(name);
    expect(refusal).toContain(said);
    expect(refusal).not.toContain("secret");
  });
});
