import { z } from "zod";
import { endSessions, findAccounts, listMails } from "@/db/user/accounts";
import { describeAccount, setRole } from "@/db/user/administer";
import { listEmails } from "@/db/user/emails";
import { accountRole } from "@/db/user/schema";
import { listSessions } from "@/db/user/sessions";
import { emailHashOf } from "../email/codes";
import { address } from "../trpc/inputs";
import { found, procedureFor, router } from "../trpc/procedure";
import { refuse } from "../trpc/refusal";
import { byAdmin } from "./by-admin";

const ACCOUNTS_A_PAGE = 25;

/** The beginning of a wallet's address, or all of it. */
const prefix = z
  .string()
  .trim()
  .max(42)
  .regex(/^0x[0-9a-f]{0,40}$/i, "Must be the beginning of an address, such as 0x12ab")
  .transform((text) => text.toLowerCase());

export const accountsRouter = router({
  list: procedureFor("readAccounts")
    .input(z.object({ prefix: prefix.optional(), after: address.optional() }))
    .query(({ ctx, input }) =>
      findAccounts(ctx.user, { prefix: undefined, ...input, limit: ACCOUNTS_A_PAGE }),
    ),
  overview: procedureFor("readAccounts")
    .input(z.object({ address }))
    .query(async ({ ctx, input }) => {
      const account = found(await describeAccount(ctx.user, input.address), "account");
      const [sessions, mails, emails] = await Promise.all([
        listSessions(ctx.user, account.id, new Date()),
        listMails(ctx.user, account.id),
        listEmails(ctx.user, account.id),
      ]);
      const shownBy = new Map(emails.map(({ email }) => [emailHashOf(email), masked(email)]));
      return {
        ...account,
        sessions: sessions.map((session) => ({ ...session, isOwn: session.id === ctx.account.sessionId })),
        /** `to` is null for an address that the account no longer has. */
        mails: mails.map(({ at, emailHash }) => ({ at, to: shownBy.get(emailHash) ?? null })),
      };
    }),
  setRole: procedureFor("changeAccounts")
    .input(z.object({ address, role: z.enum(accountRole.enumValues) }))
    .mutation(async ({ ctx, input }) => {
      const outcome = found(await setRole(ctx.user, input.address, input.role, byAdmin(ctx)), "account");
      if (outcome === "last") throw refuse("LAST_ADMIN");
      return { role: input.role };
    }),
  endSessions: procedureFor("changeAccounts")
    .input(z.object({ address, sessionId: z.uuid().optional() }))
    .mutation(async ({ ctx, input }) => {
      const count = await endSessions(ctx.user, { sessionId: undefined, ...input }, byAdmin(ctx));
      return { count: found(count, "account") };
    }),
});

/** Returns an address with most of its name hidden: "a…@example.org". */
const masked = (email: string) => `${email[0] ?? ""}…${email.slice(email.lastIndexOf("@"))}`;
