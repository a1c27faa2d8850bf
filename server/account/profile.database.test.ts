import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertAccount } from "@/db/testing/accounts";
import { insertOperator } from "@/db/testing/rows";
import { startAccounts } from "./testing";

let accounts: Awaited<ReturnType<typeof startAccounts>>;
beforeAll(async () => {
  accounts = await startAccounts();
});
afterAll(async () => {
  await accounts.stop();
});

describe("the profile", () => {
  const HIDDEN = ["a\u0000b", "a\nb", "a\u202Eb", "a\u2066b", "\u200B", "a\uFEFFb", "a\u2028b", "\uD800"];
  test.each(["", "   ", "x".repeat(51), "🦄".repeat(51), "\u0301", "\u00AD", ...HIDDEN])(
    "takes no %j for a name",
    async (displayName) => {
      const me = accounts.as(await insertAccount(accounts.user.db));
      await expect(me.profile.update({ displayName })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    },
  );

  test.each([
    ["  Ann ", "Ann"],
    ["Zoe\u0308", "Zoë"],
    ["🦄".repeat(50), "🦄".repeat(50)],
    ["محمد", "محمد"],
    ["<script>alert(1)</script>", "<script>alert(1)</script>"],
    [null, null],
  ])("keeps %j as %j", async (displayName, kept) => {
    const me = accounts.as(await insertAccount(accounts.user.db, { displayName: "Before" }));
    expect(await me.profile.update({ displayName })).toEqual({ displayName: kept });
    expect(await me.profile.get()).toMatchObject({ displayName: kept, tier: "FREE" });
  });

  test("changes no tier, wallet or owner by fields that nobody asked for", async () => {
    const account = await insertAccount(accounts.user.db);
    const other = await insertAccount(accounts.user.db, { displayName: "Other" });
    const smuggled = {
      displayName: "Me",
      tier: "PRO",
      walletAddress: other.address,
      id: other.id,
      userId: other.id,
    };
    await accounts.as(account).profile.update(smuggled);
    await accounts.as(account).preferences.update({ theme: "dark", ...smuggled });
    expect(await accounts.as(account).profile.get()).toMatchObject({
      address: account.address,
      tier: "FREE",
    });
    expect(await accounts.as(other).profile.get()).toMatchObject({ displayName: "Other" });
    expect(await accounts.as(other).preferences.get()).toMatchObject({ theme: "system" });
  });

  test("is nobody's once the account is gone, whatever a session still says", async () => {
    await expect(accounts.as({}).profile.get()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(accounts.as({}).profile.update({ displayName: "Me" })).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
    await insertOperator(accounts.analytics.owner, { address: "0x00000000000000000000000000000000000000aa" });
    await accounts.readNetwork();
    const item = { entityType: "operator", entityId: "0x00000000000000000000000000000000000000aa" } as const;
    await expect(accounts.as({}).watchlist.add(item)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});
