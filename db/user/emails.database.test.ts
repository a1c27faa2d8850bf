import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertAccount, insertEmail } from "../testing/accounts";
import { createUserTestDatabase } from "../testing/databases";
import { SENDS_AN_HOUR, verifyEmail } from "./email-codes";
import { addEmail, listEmails, promoteEmail, removeEmail, resendEmail, switchEmail } from "./emails";
import { auditEvents, emailSends, emailVerificationCodes, userEmails } from "./schema";

let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  user = await createUserTestDatabase();
});
afterAll(async () => {
  await user.drop();
});

const auditContext = { ip: "192.0.2.1", device: "Firefox on Linux" };
const hash = (text: string) => Buffer.from(text).toString("hex").padEnd(64, "0").slice(0, 64);
/** Takes the place of the server's keyed hash: the digits can be read in it. */
const codeOf = (digits: string, email: string) => ({
  codeHash: hash(digits),
  codeSalt: "salt",
  emailHash: hash(email),
  goodForMinutes: 10,
});
const says = (digits: string) => (kept: { codeHash: string }) => kept.codeHash === hash(digits);
const add = (userId: string, email: string, digits = "123456") =>
  addEmail(user.db, userId, { email, limit: 3 }, codeOf(digits, email), auditContext);
const resend = (userId: string, id: string, digits = "123456") =>
  resendEmail(user.db, userId, id, (email) => codeOf(digits, email), auditContext);
const verify = (userId: string, id: string, digits = "123456") =>
  verifyEmail(user.db, userId, id, says(digits), auditContext);
const parallel = <T>(times: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: times }, (_, index) => work(index)));
const outcomes = (answers: ({ outcome: string } | undefined)[]) =>
  count(answers.map((answer) => answer?.outcome ?? "gone"));
const count = (words: string[]) => {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
};
const forgetSends = (userId: string) => user.db.delete(emailSends).where(eq(emailSends.accountId, userId));
let next = 0;
const newEmail = () => `person${++next}@example.org`;

async function added(userId: string, email = newEmail(), digits = "123456") {
  const answer = await add(userId, email, digits);
  if (answer?.outcome !== "sent") throw new Error(`The address was not added: ${answer?.outcome}`);
  return { id: answer.id, email };
}

describe("adding an address", () => {
  it("stops at three, even when fifty are added at once", async () => {
    const { id } = await insertAccount(user.db);
    const answers = await parallel(50, (index) => add(id, `many${index}@example.org`));
    expect(outcomes(answers)).toEqual({ sent: 3, full: 47 });
    expect(await listEmails(user.db, id)).toHaveLength(3);
  });

  it("takes one up again that is not verified, and refuses one of its own that is", async () => {
    const { id } = await insertAccount(user.db);
    const { email } = await added(id);
    expect(await add(id, email)).toMatchObject({ outcome: "sent" });
    const emails = await listEmails(user.db, id);
    expect(emails).toHaveLength(1);
    await verify(id, emails[0]?.id ?? "");
    expect(await add(id, email)).toEqual({ outcome: "verified" });
  });

  it("answers alike whether or not the address is somebody else's", async () => {
    const [owner, asker] = [await insertAccount(user.db), await insertAccount(user.db)];
    await insertEmail(user.db, owner.id, "owned@example.org");
    const [taken, free] = [await add(asker.id, "owned@example.org"), await add(asker.id, "free@example.org")];
    const shape = (answer: object | undefined) => ({ ...answer, id: 0, email: 0, code: 0 });
    expect(shape(taken)).toEqual(shape(free));
    expect(taken).toMatchObject({ outcome: "sent", code: { attemptsLeft: 3 } });
  });

  it("does nothing for an account that is gone or disabled", async () => {
    const { id } = await insertAccount(user.db, { disabledAt: new Date() });
    expect(await add(id, newEmail())).toBeUndefined();
    expect(await add("00000000-0000-4000-8000-00000000dead", newEmail())).toBeUndefined();
  });

  it("writes the line of the audit trail with the address, or neither", async () => {
    const { id } = await insertAccount(user.db);
    await expect(
      addEmail(user.db, id, { email: newEmail(), limit: 3 }, codeOf("1", "a"), { ip: "no address" }),
    ).rejects.toThrow();
    expect(await listEmails(user.db, id)).toEqual([]);
    const { email } = await added(id);
    const lines = await user.db.select().from(auditEvents).where(eq(auditEvents.actorId, id));
    expect(lines.map(({ action }) => action).sort()).toEqual(["email.added", "email.code_sent"]);
    expect(JSON.stringify(lines)).not.toContain(email);
  });
});

describe("mailing codes", () => {
  it("stops at five an hour for an account, even when fifty are asked for at once", async () => {
    const { id } = await insertAccount(user.db);
    const email = await added(id);
    const answers = await parallel(50, () => resend(id, email.id));
    expect(outcomes(answers)).toEqual({ sent: SENDS_AN_HOUR - 1, too_many_sends: 51 - SENDS_AN_HOUR });
    const refused = await resend(id, email.id);
    expect(refused).toMatchObject({ outcome: "too_many_sends" });
    const seconds = refused?.outcome === "too_many_sends" ? refused.retryAfterSeconds : 0;
    expect(seconds).toBeGreaterThan(3500);
    expect(seconds).toBeLessThanOrEqual(3600);
  });

  it("stops at forty a day to one address, and answers the people who ask the same as before", async () => {
    await user.sql`insert into eigenwatch.email_sends (account_id, email_hash)
      select gen_random_uuid(), ${hash("mailbox@example.org")} from generate_series(1, 37)`;
    const accounts = await parallel(6, () => insertAccount(user.db));
    const answers = await parallel(6, (index) => add(accounts[index]?.id ?? "", "mailbox@example.org"));
    expect(outcomes(answers)).toEqual({ sent: 6 });
    expect(answers.filter((answer) => answer && "isMailed" in answer && answer.isMailed)).toHaveLength(3);
  });

  it("is not refused to an account because of what strangers asked for its address", async () => {
    const strangers = await Promise.all(Array.from({ length: 6 }, () => insertAccount(user.db)));
    for (const { id } of strangers) await add(id, "owner@example.org");
    const { id } = await insertAccount(user.db);
    expect(await add(id, "owner@example.org")).toMatchObject({ outcome: "sent", isMailed: true });
  });

  it("stops at ten a day of one account to one address", async () => {
    const { id } = await insertAccount(user.db);
    const email = await added(id, "often@example.org");
    await user.sql`insert into eigenwatch.email_sends (account_id, email_hash, created_at)
      select account_id, email_hash, now() - interval '2 hours' from eigenwatch.email_sends, generate_series(1, 9)
      where account_id = ${id}`;
    expect(await resend(id, email.id)).toMatchObject({ outcome: "too_many_sends", limit: 10 });
  });

  it("is not reset by removing the address", async () => {
    const { id } = await insertAccount(user.db);
    for (let times = 0; times < SENDS_AN_HOUR; times++) {
      const { id: emailId } = await added(id, "again@example.org");
      await removeEmail(user.db, id, emailId, auditContext);
    }
    expect(await add(id, "again@example.org")).toMatchObject({ outcome: "too_many_sends" });
    expect(await add(id, "other@example.org")).toMatchObject({ outcome: "too_many_sends" });
  });

  it("is free again when the hour is over", async () => {
    const { id } = await insertAccount(user.db);
    const email = await added(id);
    await parallel(4, () => resend(id, email.id));
    await user.sql`update eigenwatch.email_sends set created_at = now() - interval '61 minutes' where account_id = ${id}`;
    expect(await resend(id, email.id)).toMatchObject({ outcome: "sent" });
  });

  it("keeps no code that could be read, and no address beside the account", async () => {
    const { id } = await insertAccount(user.db);
    const { email } = await added(id);
    const [row] = await user.db.select().from(emailSends).where(eq(emailSends.accountId, id));
    expect(JSON.stringify(row)).not.toContain(email);
  });
});

describe("verifying", () => {
  it("makes the first verified address primary, and later ones not", async () => {
    const { id } = await insertAccount(user.db);
    const [first, second] = [await added(id), await added(id)];
    expect(await verify(id, first.id)).toMatchObject({ outcome: "verified", isPrimary: true });
    expect(await verify(id, second.id)).toMatchObject({ outcome: "verified", isPrimary: false });
    expect(await verify(id, second.id)).toEqual({ outcome: "already" });
  });

  it("makes one primary when two are verified at once", async () => {
    const { id } = await insertAccount(user.db);
    const emails = [await added(id), await added(id), await added(id)];
    const answers = await Promise.all(emails.map((email) => verify(id, email.id)));
    expect(outcomes(answers)).toEqual({ verified: 3 });
    expect((await listEmails(user.db, id)).filter((email) => email.isPrimary)).toHaveLength(1);
  });

  it("counts three tries and no more, even when fifty guess at once", async () => {
    const { id } = await insertAccount(user.db);
    const email = await added(id);
    let tries = 0;
    const guess = () =>
      verifyEmail(
        user.db,
        id,
        email.id,
        () => {
          tries++;
          return false;
        },
        auditContext,
      );
    expect(outcomes(await parallel(50, guess))).toEqual({ wrong: 3, expired: 47 });
    expect(tries).toBe(3);
    expect(await verify(id, email.id)).toEqual({ outcome: "expired" });
    expect((await listEmails(user.db, id))[0]).toMatchObject({ verifiedAt: null, code: null });
  });

  it("says how many tries are left", async () => {
    const { id } = await insertAccount(user.db);
    const email = await added(id);
    expect(await verify(id, email.id, "000000")).toEqual({ outcome: "wrong", attemptsLeft: 2 });
    expect((await listEmails(user.db, id))[0]?.code).toMatchObject({ attemptsLeft: 2 });
    expect(await verify(id, email.id)).toMatchObject({ outcome: "verified" });
  });

  it("takes no older code once there is a new one", async () => {
    const { id } = await insertAccount(user.db);
    const email = await added(id, newEmail(), "111111");
    await resend(id, email.id, "222222");
    expect(await verify(id, email.id, "111111")).toMatchObject({ outcome: "wrong" });
    expect(await verify(id, email.id, "222222")).toMatchObject({ outcome: "verified" });
  });

  it("takes no code after ten minutes", async () => {
    const { id } = await insertAccount(user.db);
    const email = await added(id);
    const [code] = await user.db
      .select()
      .from(emailVerificationCodes)
      .where(eq(emailVerificationCodes.emailId, email.id));
    expect((code?.expiresAt.getTime() ?? 0) - (code?.createdAt.getTime() ?? 0)).toBe(600_000);
    await user.sql`update eigenwatch.email_verification_codes
      set created_at = now() - interval '11 minutes', expires_at = now() - interval '1 second'
      where email_id = ${email.id}`;
    expect(await verify(id, email.id)).toEqual({ outcome: "expired" });
  });

  it("gives an address to the account that verifies it, and to one only", async () => {
    const [squatter, owner] = [await insertAccount(user.db), await insertAccount(user.db)];
    const mailbox = newEmail();
    const squatted = await added(squatter.id, mailbox);
    const owned = await added(owner.id, mailbox);
    expect(await verify(owner.id, owned.id)).toMatchObject({ outcome: "verified" });
    expect(await verify(squatter.id, squatted.id)).toEqual({ outcome: "taken" });
    // The code was right, so it is used up, even though the address was not verified.
    expect(await verify(squatter.id, squatted.id)).toEqual({ outcome: "expired" });
  });

  it("gives it to one when two accounts verify it at once", async () => {
    const accounts = await parallel(4, () => insertAccount(user.db));
    const mailbox = newEmail();
    const emails = await parallel(4, (index) => added(accounts[index]?.id ?? "", mailbox));
    const answers = await parallel(4, (index) => verify(accounts[index]?.id ?? "", emails[index]?.id ?? ""));
    expect(outcomes(answers)).toEqual({ verified: 1, taken: 3 });
  });
});

describe("an account's addresses", () => {
  it("have one primary, which is verified", async () => {
    const { id } = await insertAccount(user.db);
    const first = await insertEmail(user.db, id, newEmail(), { isPrimary: true });
    const second = await insertEmail(user.db, id, newEmail());
    const third = await insertEmail(user.db, id, newEmail(), { verifiedAt: null });
    expect(await promoteEmail(user.db, id, third.id, auditContext)).toBe("unverified");
    expect(await promoteEmail(user.db, id, second.id, auditContext)).toBe("done");
    const primary = (await listEmails(user.db, id)).filter((email) => email.isPrimary);
    expect(primary.map((email) => email.id)).toEqual([second.id]);
    expect(first.isPrimary).toBe(true);
  });

  it("promote none in place of a primary one that is removed, and say so", async () => {
    const { id } = await insertAccount(user.db);
    const first = await insertEmail(user.db, id, newEmail(), { isPrimary: true });
    await insertEmail(user.db, id, newEmail());
    await insertEmail(user.db, id, newEmail(), { verifiedAt: null });
    expect(await removeEmail(user.db, id, first.id, auditContext)).toEqual({
      wasPrimary: true,
      verifiedCount: 1,
    });
    expect((await listEmails(user.db, id)).map((email) => email.isPrimary)).toEqual([false, false]);
  });

  it("are nobody else's to read, promote, switch, resend, verify or remove", async () => {
    const [owner, other] = [await insertAccount(user.db), await insertAccount(user.db)];
    const verified = await insertEmail(user.db, owner.id, newEmail());
    const open = await added(owner.id);
    const before = await user.db.select().from(userEmails).where(eq(userEmails.userId, owner.id));
    const codes = await user.db.select().from(emailVerificationCodes);
    expect(await promoteEmail(user.db, other.id, verified.id, auditContext)).toBeUndefined();
    expect(await switchEmail(user.db, other.id, verified.id, { alertsOptIn: false })).toBeUndefined();
    expect(await removeEmail(user.db, other.id, verified.id, auditContext)).toBeUndefined();
    expect(await resend(other.id, open.id)).toBeUndefined();
    expect(await verify(other.id, open.id)).toBeUndefined();
    expect(await listEmails(user.db, other.id)).toEqual([]);
    expect(await user.db.select().from(userEmails).where(eq(userEmails.userId, owner.id))).toEqual(before);
    expect(await user.db.select().from(emailVerificationCodes)).toEqual(codes);
    await forgetSends(owner.id);
  });

  it("keep their switches", async () => {
    const { id } = await insertAccount(user.db);
    const email = await insertEmail(user.db, id, newEmail());
    const change = { alertsOptIn: false, marketingOptIn: true };
    expect(await switchEmail(user.db, id, email.id, change)).toEqual({ id: email.id, ...change });
    expect((await listEmails(user.db, id))[0]).toMatchObject(change);
  });
});
