import { describe, expect, it } from "vitest";
import { migratorUrlOf, refusePooledUrls } from "./poolers";

const url = (host: string, pooled = false) =>
  `postgresql://eigenwatch_app:secret@${host}:5432/users${pooled ? "?pgbouncer=true" : ""}`;
const refusal = (urls: Partial<Parameters<typeof refusePooledUrls>[0]>): string => {
  const none = { userUrl: undefined, userDirectUrl: undefined, migrationUrl: undefined };
  try {
    refusePooledUrls({ ...none, ...urls });
    return "none";
  } catch (error) {
    return (error as Error).message;
  }
};

describe("the URLs of the user database", () => {
  it("fit together with a pooler when there is a way around it", () => {
    expect(refusal({ userUrl: url("pooler", true), userDirectUrl: url("direct") })).toBe("none");
    expect(refusal({ userUrl: url("direct") })).toBe("none");
    expect(refusal({})).toBe("none");
  });

  it("are refused in one line that names the setting when there is none, without a password", () => {
    const missing = refusal({ userUrl: url("pooler", true) });
    expect(missing).toMatch(/^USER_DATABASE_DIRECT_URL is not set, .*pgbouncer=true/);
    const both = { userUrl: url("pooler", true), userDirectUrl: url("direct") };
    expect(refusal({ ...both, userDirectUrl: url("pooler", true) })).toMatch(/^USER_DATABASE_DIRECT_URL has/);
    expect(refusal({ ...both, migrationUrl: url("pooler", true) })).toMatch(/^MIGRATION_DATABASE_URL has/);
    expect(missing).not.toMatch(/secret|\n/);
  });

  it("migrate over the direct one where the migrator has none of its own", () => {
    const urls = { userUrl: "pooled", userDirectUrl: "direct", migrationUrl: "migrator" };
    expect(migratorUrlOf(urls)).toBe("migrator");
    expect(migratorUrlOf({ ...urls, migrationUrl: undefined })).toBe("direct");
    expect(migratorUrlOf({ userUrl: "pooled", userDirectUrl: undefined, migrationUrl: undefined })).toBe(
      "pooled",
    );
  });
});
