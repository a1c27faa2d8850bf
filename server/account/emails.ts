import { z } from "zod";
import { verifyEmail } from "@/db/user/email-codes";
import {
  addEmail,
  EMAIL_LIMIT,
  listEmails,
  promoteEmail,
  removeEmail,
  resendEmail,
  switchEmail,
} from "@/db/user/emails";
import type { Context } from "../context";
import { isCode, newCode } from "../email/codes";
import { mailCode } from "../email/verification";
import { emailAddress } from "../inputs";
import { refuse } from "../refusal";
import { found, procedureFor, router } from "../trpc";
import { freshUntil, requireFresh } from "./fresh";
import { still, traceOf } from "./trace";

const one = z.object({ id: z.uuid() });
const NOUN = "address in your account";
function tooMany({ http }: Context, refused: { limit: number; retryAfterSeconds: number }) {
  const { limit, retryAfterSeconds } = refused;
  http?.answer.set("retry-after", String(retryAfterSeconds));
  return refuse("SEND_LIMIT", { limit, retryAfterSeconds });
}

export const emailsRouter = router({
  list: procedureFor("emails").query(async ({ ctx }) => {
    const emails = await listEmails(ctx.user, ctx.account.id);
    return { limit: EMAIL_LIMIT, reauthenticatedUntil: freshUntil(ctx.account), emails };
  }),
  add: procedureFor("emails")
    .input(z.object({ email: emailAddress }))
    .mutation(async ({ ctx, input: { email } }) => {
      requireFresh(ctx.account);
      const { digits, kept } = newCode(email);
      const sent = still(await addEmail(ctx.user, ctx.account.id, email, kept, traceOf(ctx)));
      if (sent.outcome === "full") throw refuse("EMAIL_LIMIT", { limit: EMAIL_LIMIT });
      if (sent.outcome === "verified") throw refuse("ALREADY_VERIFIED");
      if (sent.outcome === "too_many_sends") throw tooMany(ctx, sent);
      if (sent.isMailed) await mailCode(ctx, email, digits);
      return { id: sent.id, email, code: sent.code };
    }),
  resend: procedureFor("emails")
    .input(one)
    .mutation(async ({ ctx, input: { id } }) => {
      let digits = "";
      const codeFor = (email: string) => {
        const code = newCode(email);
        digits = code.digits;
        return code.kept;
      };
      const sent = found(await resendEmail(ctx.user, ctx.account.id, id, codeFor, traceOf(ctx)), NOUN);
      if (sent.outcome === "verified") throw refuse("ALREADY_VERIFIED");
      if (sent.outcome === "too_many_sends") throw tooMany(ctx, sent);
      if (sent.isMailed) await mailCode(ctx, sent.email, digits);
      return { code: sent.code };
    }),
  verify: procedureFor("emails")
    .input(one.extend({ code: z.string().regex(/^\d{6}$/, "A code has six digits") }))
    .mutation(async ({ ctx, input: { id, code } }) => {
      const isRight = (kept: { codeHash: string; codeSalt: string }) => isCode(code, kept);
      const tried = found(await verifyEmail(ctx.user, ctx.account.id, id, isRight, traceOf(ctx)), NOUN);
      if (tried.outcome === "wrong") throw refuse("WRONG_CODE", { attemptsLeft: tried.attemptsLeft });
      if (tried.outcome === "expired") throw refuse("CODE_EXPIRED");
      if (tried.outcome === "too_many_guesses") throw refuse("GUESS_LIMIT");
      if (tried.outcome === "taken") throw refuse("EMAIL_TAKEN");
      if (tried.outcome === "already") throw refuse("ALREADY_VERIFIED");
      return { id, verifiedAt: tried.verifiedAt, isPrimary: tried.isPrimary };
    }),
  setPrimary: procedureFor("emails")
    .input(one)
    .mutation(async ({ ctx, input: { id } }) => {
      requireFresh(ctx.account);
      const outcome = found(await promoteEmail(ctx.user, ctx.account.id, id, traceOf(ctx)), NOUN);
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
      requireFresh(ctx.account);
      return found(await removeEmail(ctx.user, ctx.account.id, id, traceOf(ctx)), NOUN);
    }),
});
