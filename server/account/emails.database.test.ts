import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertAccount, insertEmail } from "@/db/testing/accounts";
import { codeIn } from "../email/testing";
import { newEmail, refused, startAccounts } from "./testing";

let accounts: Awaited<ReturnType<typeof startAccounts>>;
beforeAll(async () => {
  accounts = await startAccounts();
});
afterAll(async () => {
  await accounts.stop();
});

describe("mail addresses", () => {
  test("are added, verified with the mailed code, and the first is primary", async () => {
    const me = accounts.as(await insertAccount(accounts.user.db));
    const email = newEmail();
    const { id, code } = await me.emails.add({ email: email.toUpperCase() });
    expect(code.attemptsLeft).toBe(3);
    await expect(me.emails.setPrimary({ id })).rejects.toMatchObject(refused("BAD_REQUEST", "NOT_VERIFIED"));
    expect(await me.emails.verify({ id, code: codeIn(accounts.smtp.mails, email) })).toMatchObject({
      isPrimary: true,
    });
    const { emails, limit } = await me.emails.list();
    expect(limit).toBe(3);
    expect(emails).toMatchObject([{ id, email, isPrimary: true, alertsOptIn: true, code: null }]);
    expect(JSON.stringify(emails)).not.toMatch(/hash|salt/i);
  });

  test("take a wrong code three times, then none, and a new one at once", async () => {
    const me = accounts.as(await insertAccount(accounts.user.db));
    const email = newEmail();
    const { id } = await me.emails.add({ email });
    const right = codeIn(accounts.smtp.mails, email);
    const wrong = right === "000000" ? "000001" : "000000";
    for (const attemptsLeft of [2, 1, 0])
      await expect(me.emails.verify({ id, code: wrong })).rejects.toMatchObject(
        refused("BAD_REQUEST", "WRONG_CODE", { attemptsLeft }),
      );
    await expect(me.emails.verify({ id, code: right })).rejects.toMatchObject(
      refused("BAD_REQUEST", "CODE_EXPIRED"),
    );
    await me.emails.resend({ id });
    const newer = codeIn(accounts.smtp.mails, email);
    expect(await me.emails.verify({ id, code: newer })).toMatchObject({ id });
    await expect(me.emails.resend({ id })).rejects.toMatchObject(refused("BAD_REQUEST", "ALREADY_VERIFIED"));
  });

  test("answer alike for an address that somebody else has verified, mail it too, and tell who proves it", async () => {
    const email = newEmail();
    await insertEmail(accounts.user.db, (await insertAccount(accounts.user.db)).id, email);
    const me = accounts.as(await insertAccount(accounts.user.db));
    const taken = await me.emails.add({ email });
    const free = await me.emails.add({ email: newEmail() });
    expect(Object.keys(taken)).toEqual(Object.keys(free));
    await expect(
      me.emails.verify({ id: taken.id, code: codeIn(accounts.smtp.mails, email) }),
    ).rejects.toMatchObject(refused("BAD_REQUEST", "EMAIL_TAKEN"));
  });

  test("need a signature of the last ten minutes to be added, promoted and removed", async () => {
    const account = await insertAccount(accounts.user.db);
    const { id } = await insertEmail(accounts.user.db, account.id, newEmail());
    const minutesAgo = (minutes: number) =>
      accounts.as({ ...account, reauthenticatedAt: new Date(Date.now() - minutes * 60_000) }).emails;
    const stale = minutesAgo(10);
    for (const work of [stale.add({ email: newEmail() }), stale.setPrimary({ id }), stale.remove({ id })])
      await expect(work).rejects.toMatchObject(refused("FORBIDDEN", "REAUTHENTICATE"));
    expect((await stale.list()).reauthenticatedUntil).toBeNull();
    const fresh = minutesAgo(9);
    expect((await fresh.list()).reauthenticatedUntil).toBeInstanceOf(Date);
    await fresh.setPrimary({ id });
    expect(await fresh.remove({ id })).toEqual({ wasPrimary: true, verifiedCount: 0 });
  });

  test("are three at most, and five mails an hour, with the time to wait in words and headers", async () => {
    const http = { headers: new Headers(), answer: new Headers() };
    const me = accounts.as(await insertAccount(accounts.user.db), http);
    const ids = [];
    for (let times = 0; times < 3; times++) ids.push((await me.emails.add({ email: newEmail() })).id);
    await expect(me.emails.add({ email: newEmail() })).rejects.toMatchObject(
      refused("BAD_REQUEST", "EMAIL_LIMIT", { limit: 3 }),
    );
    const id = ids[0] ?? "";
    await me.emails.resend({ id });
    await me.emails.resend({ id });
    await expect(me.emails.resend({ id })).rejects.toMatchObject(
      refused("TOO_MANY_REQUESTS", "SEND_LIMIT", { limit: 5, retryAfterSeconds: expect.any(Number) }),
    );
    expect(Number(http.answer.get("retry-after"))).toBeGreaterThan(3000);
  });

  test("are asked for ten times an hour, and a call too many waits for no lock and no connection", async () => {
    const account = await insertAccount(accounts.user.db);
    const me = accounts.as(account);
    const { id } = await insertEmail(accounts.user.db, account.id, newEmail(), { verifiedAt: null });
    const { limiter } = await import("../limits/limiter");
    await limiter().spend("codeRequest", account.id, 10);
    await accounts.user.sql.begin(async (tx) => {
      await tx`select 1 from eigenwatch.users where id = ${account.id} for update`;
      const tooMany = refused("TOO_MANY_REQUESTS", "SEND_LIMIT", { limit: 10 });
      const asked = Array.from({ length: 50 }, () => me.emails.resend({ id }));
      for (const one of asked) await expect(one).rejects.toMatchObject(tooMany);
      await expect(me.emails.add({ email: newEmail() })).rejects.toMatchObject(tooMany);
    });
  });

  test("take thirty guesses a day of an account, right or wrong, and another account's at any time", async () => {
    const account = await insertAccount(accounts.user.db);
    const [me, other] = [accounts.as(account), accounts.as(await insertAccount(accounts.user.db))];
    const [mine, theirs] = [newEmail(), newEmail()];
    const [{ id }, { id: otherId }] = [
      await me.emails.add({ email: mine }),
      await other.emails.add({ email: theirs }),
    ];
    const { limiter } = await import("../limits/limiter");
    await limiter().spend("guess", account.id, 30);
    const code = codeIn(accounts.smtp.mails, mine);
    await expect(me.emails.verify({ id, code })).rejects.toMatchObject(
      refused("TOO_MANY_REQUESTS", "GUESS_LIMIT", { limit: 30 }),
    );
    expect(
      await other.emails.verify({ id: otherId, code: codeIn(accounts.smtp.mails, theirs) }),
    ).toMatchObject({
      id: otherId,
    });
  });

  test("that were mailed too much today are answered alike, after as long as a mail takes", async () => {
    const email = newEmail();
    const { newCode } = await import("../email/codes");
    const { emailHash } = newCode(email).kept;
    await accounts.user.sql`insert into eigenwatch.email_sends (account_id, email_hash)
      select gen_random_uuid(), ${emailHash} from generate_series(1, 40)`;
    const me = accounts.as(await insertAccount(accounts.user.db));
    accounts.smtp.delay(300);
    const mailed = await me.emails.add({ email: newEmail() });
    const startedAt = performance.now();
    const silent = await me.emails.add({ email });
    accounts.smtp.delay(0);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(295);
    expect(Object.keys(silent)).toEqual(Object.keys(mailed));
    expect(silent.code.attemptsLeft).toBe(mailed.code.attemptsLeft);
    expect(accounts.smtp.mails.some(({ to }) => to.includes(email))).toBe(false);
  });

  test("say that a mail was not taken", async () => {
    const me = accounts.as(await insertAccount(accounts.user.db));
    accounts.smtp.refuse(true);
    await expect(me.emails.add({ email: newEmail() })).rejects.toMatchObject(
      refused("BAD_REQUEST", "MAIL_FAILED"),
    );
    accounts.smtp.refuse(false);
  });
});

test("a refusal reaches the browser with its reason and facts, and nothing of the code", async () => {
  const { handleCalls } = await import("../http/handle-calls");
  const account = await insertAccount(accounts.user.db);
  const call = async (path: string, input: object) => {
    const request = new Request(`http://localhost/api/trpc/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ json: input }),
    });
    const answer = await handleCalls(request, async () =>
      accounts.contextOf({ ...account, reauthenticatedAt: new Date(0) }),
    );
    return ((await answer.json()) as { error: { json: { data: object } } }).error.json.data;
  };
  const data = await call("account.emails.add", { email: newEmail() });
  expect(data).toMatchObject({ code: "FORBIDDEN", httpStatus: 403, refusal: { reason: "REAUTHENTICATE" } });
  expect(JSON.stringify(data)).not.toMatch(/stack|\.ts/);
});
