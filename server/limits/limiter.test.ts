import { expect, test } from "vitest";
import { makeLimiter } from "./limiter";

const away = async () => {
  throw new Error("The database cannot count.");
};

test("while the database cannot count, sign-in is asked to wait, and all else is counted in memory", async () => {
  const limits = makeLimiter({ addExactly: away, addShared: away });
  for (const name of ["nonce", "verify", "verifyWallet", "codeRequest", "guess"] as const)
    await expect(limits.spend(name, "one"), name).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  for (const name of ["csv", "page", "free"] as const)
    expect(await limits.spend(name, "one"), name).toMatchObject({ used: 1, passed: 1 });
});
