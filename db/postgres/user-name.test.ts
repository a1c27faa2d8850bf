import { afterEach, describe, expect, it } from "vitest";
import { parseConnectionUrl } from "./connection-url";
import { findEngine } from "./embedded/engine";

/** Only root may become another user. */
describe.skipIf(process.getuid?.() !== 0)("a user who has a number and no name", () => {
  afterEach(() => process.seteuid?.(0));

  it("is told to run as another, or to bring databases, before Postgres is started", async () => {
    process.seteuid?.(1_234_567);
    await expect(findEngine()).rejects.toThrow(
      "The user 1234567 has no name on this machine, and Postgres does not run without one. " +
        "Run EigenWatch as a user with a name, or set ANALYTICS_DATABASE_URL and USER_DATABASE_URL.",
    );
  });

  it("is told that a connection URL has to name one, and may use one that does", () => {
    process.seteuid?.(1_234_567);
    expect(() => parseConnectionUrl("postgresql://h/d", "USER_DATABASE_URL")).toThrow(
      /^USER_DATABASE_URL names no user, and the user that runs EigenWatch has no name on this machine\./,
    );
    expect(parseConnectionUrl("postgresql://me@h/d")).toMatchObject({ user: "me" });
  });
});
