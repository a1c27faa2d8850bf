import { describe, expect, it } from "vitest";
import { databaseSettings } from "./databases";
import { launcherSettings } from "./launcher";
import { readSettings } from "./read";

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
    expect(launcherSettings({ NODE_ENV: "test" })).toEqual({
      port: 3000,
      shutdownDelaySeconds: 0,
      dataDir: ".data",
      demoScale: 1,
    });
  });

  it("are not refused for a setting of another part", () => {
    expect(() => settings({ LOG_LEVEL: "loud" })).not.toThrow();
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
    const refusal = refusalOf(() => settings({ [name]: value }));
    expect(refusal).toContain(name);
    expect(refusal).toContain(said);
    expect(refusal).not.toContain("secret");
  });
});

describe("all settings", () => {
  it.each([
    [{ LOG_LEVEL: "loud" }, 'LOG_LEVEL is "loud", but must be fatal, error, warn, info, debug or silent.'],
    [{ PORT: "1e3" }, 'PORT is "1e3", but must be a whole number from 1 to 65535.'],
    [{ DEMO_SCALE: "0" }, 'DEMO_SCALE is "0", but must be a number above 0 and up to 100.'],
    [{ DEMO_SCALE: "big" }, 'DEMO_SCALE is "big", but must be a number above 0 and up to 100.'],
    [
      { PUBLIC_URL: "eigenwatch.example" },
      'PUBLIC_URL is "eigenwatch.example", but must be a URL such as https://eigenwatch.example.',
    ],
    [
      { SIWE_CHAIN_IDS: "1, one" },
      'SIWE_CHAIN_IDS is "1, one", but must be chain ids separated by commas, such as "1" or "1, 17000".',
    ],
    [
      { TRUSTED_PROXY: "10.0.0.0/8 there" },
      'TRUSTED_PROXY is "10.0.0.0/8 there", but must be addresses or ranges, such as 10.0.0.0/8, 192.0.2.7.',
    ],
    [
      { CONTACT_URL: "errors@b.example" },
      'CONTACT_URL is "errors@b.example", but must be a URL such as mailto:errors@eigenwatch.example or https://eigenwatch.example/contact.',
    ],
    [
      { CONTACT_URL: "javascript:alert(1)" },
      'CONTACT_URL is "javascript:alert(1)", but must be a URL such as mailto:errors@eigenwatch.example or https://eigenwatch.example/contact.',
    ],
    [
      { MAIL_FROM: "A <a@b.example>" },
      'MAIL_FROM is "A <a@b.example>", but must be one mail address, such as eigenwatch@eigenwatch.example.',
    ],
  ])("say of %s which one is wrong and what would be right", (given, line) => {
    expect(refusalOf(() => readSettings(given))).toBe(line);
  });

  it("keep a secret to themselves", () => {
    const given = {
      NEXTAUTH_SECRET: "hunter2",
      RPC_URL_17000: "hunter2",
      SMTP_URL: "http://a:hunter2@host",
      WALLETCONNECT_PROJECT_ID: "hunter2",
      REDIS_URL: "http://:hunter2@host",
    };
    const refusal = refusalOf(() => readSettings(given));
    expect(refusal.split("\n").map((line) => line.split(/ must be | is not /)[0])).toEqual([
      "NEXTAUTH_SECRET",
      "RPC_URL_17000",
      "WALLETCONNECT_PROJECT_ID",
      "REDIS_URL",
      "SMTP_URL",
    ]);
    expect(refusal).not.toContain("hunter2");
  });

  it("are read with their space cut off, and those of chains by chain", () => {
    const given = {
      RPC_URL_1: " https://rpc.example/key ",
      SIWE_CHAIN_IDS: "1 17000",
      LOG_DB_QUERIES: "Yes",
    };
    expect(readSettings(given)).toMatchObject({
      RPC_URL: { 1: "https://rpc.example/key" },
      SIWE_CHAIN_IDS: [1, 17000],
      LOG_DB_QUERIES: true,
    });
  });
});

/** Returns the message of the error that `read` throws. */
function refusalOf(read: () => unknown): string {
  try {
    return `not refused: ${JSON.stringify(read())}`;
  } catch (error) {
    return (error as Error).message;
  }
}
