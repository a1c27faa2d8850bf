import { z } from "zod";
import { verifyEmail } from "@/db/user/email-codes";
import { addEmail, listEmails, promoteEmail, removeEmail, resendEmail, switchEmail } from "@/db/user/emails";
import { recentAuthUntil, requireRecentAuth } from "../auth/recent-auth";
import type { Account } from "../auth/viewer";
import { mailCode, mailNothing } from "../email/code-mail";
import { isCode, newCode } from "../email/codes";
import { limiter } from "../limits/limiter";
import type { Context } from "../trpc/context";
import { emailAddress } from "../trpc/inputs";
import { found, procedureFor, router } from "../trpc/procedure";
import { refuse } from "../trpc/refusal";
import { QUANTITIES } from "../trpc/tiers";
import { auditContextOf, still } from "./audit-context";

const one = z.object({ id: z.uuid() });
const LIMIT = QUANTITIES.emailAddresses.FREE;
const NOUN = "address in your account";

/** Counts a call before it takes a database connection, so that one account's many calls do not slow down others. */
async function count(
  { http, account }: Context & { account: Account },
  name: "codeRequest" | "guess",
  reason: "SEND_LIMIT" | "GUESS_LIMIT",
) {
  const { exceeded } = await limiter().spend(name, account.id, 1, http?.answer);
  if (exceeded) throw refuse(reason, exceeded);
}

function tooMany({ http }: Context, refused: { limit: number; retryAfterSeconds: number }) {
  const { limit, retryAfterSeconds } = refused;
  http?.answer.set("retry-after", String(retryAfterSeconds));
  return refuse("SEND_LIMIT", { limit, retryAfterSeconds });
}

export const emailsRouter = router({
  list: procedureFor("emails").query(async ({ ctx }) => {
    const emails = await listEmails(ctx.user, ctx.account.id);
    return { limit: LIMIT, reauthenticatedUntil: recentAuthUntil(ctx.account), emails };
  }),
  add: procedureFor("emails")
    .input(z.object({ email: emailAddress }))
    .mutation(async ({ ctx, input: { email } }) => {
      requireRecentAuth(ctx.account);
      await count(ctx, "codeRequest", "SEND_LIMIT");
      const { digits, kept } = newCode(email);
      const sent = still(
        await addEmail(ctx.user, ctx.account.id, { email, limit: LIMIT }, kept, auditContextOf(ctx)),
      );
      if (sent.outcome === "full") throw refuse("EMAIL_LIMIT", { limit: LIMIT });
      if (sent.outcome === "verified") throw refuse("ALREADY_VERIFIED");
      if (sent.outcome === "too_many_sends") throw tooMany(ctx, sent);
      await (sent.isMailed ? mailCode(ctx, email, digits) : mailNothing());
      return { id: sent.id, email, code: sent.code };
    }),
  resend: procedureFor("emails")
    .input(one)
    .mutation(async ({ ctx, input: { id } }) => {
      await count(ctx, "codeRequest", "SEND_LIMIT");
      let digits = "";
      const codeFor = (email: string) => {
        const code = newCode(email);
        digits = code.digits;
        return code.kept;
      };
      const sent = found(await resendEmail(ctx.user, ctx.account.id, id, codeFor, auditContextOf(ctx)), NOUN);
      if (sent.outcome === "verified") throw refuse("ALREADY_VERIFIED");
      if (sent.outcome === "too_many_sends") throw tooMany(ctx, sent);
      await (sent.isMailed ? mailCode(ctx, sent.email, digits) : mailNothing());
      return { code: sent.code };
    }),
  verify: procedureFor("emails")
    .input(one.extend({ code: z.string().regex(/^\d{6}$/, "A code has six digits") }))
    .mutation(async ({ ctx, input: { id, code } }) => {
      await count(ctx, "guess", "GUESS_LIMIT");
      const isRight = (kept: { codeHash: string; codeSalt: string }) => isCode(code, kept);
      const tried = found(
        await verifyEmail(ctx.user, ctx.account.id, id, isRight, auditContextOf(ctx)),
        NOUN,
      );
      if (tried.outcome === "wrong") throw refuse("WRONG_CODE", { attemptsLeft: tried.attemptsLeft });
      if (tried.outcome === "expired") throw refuse("CODE_EXPIRED");
      if (tried.outcome === "taken") throw refuse("EMAIL_TAKEN");
      if (tried.outcome === "already") throw refuse("ALREADY_VERIFIED");
      return { id, verifiedAt: tried.verifiedAt, isPrimary: tried.isPrimary };
    }),
  setPrimary: procedureFor("emails")
    .input(one)
    .mutation(async ({ ctx, input: { id } }) => {
      requireRecentAuth(ctx.account);
      const outcome = found(await promoteEmail(ctx.user, ctx.account.id, id, auditContextOf(ctx)), NOUN);
      if (outcome === "unverified") throw refuse("NOT_VERIFIED");
      return { id };
    }),
  update: procedureFor("emails")
    .input(one.extend({ alertsOptIn: z.boolean().optional(), marketingOptIn: z.boolean().optional() }))
    .mutation(async ({ ctx, input: { id, ...change } }) =>
      found(await switchEmail(ctx.user, ctx.account.id, id, change), NOUN),
    ),
  remove: procedureFor("emails")
    .input(one)
    .mutation(async ({ ctx, input: { id } }) => {
      requireRecentAuth(ctx.account);
      return found(await removeEmail(ctx.user, ctx.account.id, id, auditContextOf(ctx)), NOUN);
    }),
});
