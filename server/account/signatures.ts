import { z } from "zod";
import { confirmAccount } from "../auth/reauthenticate";
import { issueNonce } from "../auth/sign-in";
import { procedureFor, router } from "../trpc/procedure";

/** Procedures for signatures: a nonce to sign in with, and a signature that confirms a sensitive change. */
export const signatureRouter = router({
  nonce: procedureFor("signIn").mutation(async ({ ctx }) => {
    const { nonce, expiresAt, cookie } = await issueNonce(ctx.user, ctx.http?.headers ?? new Headers());
    ctx.http?.answer.append("set-cookie", cookie);
    return { nonce, expiresAt };
  }),
  reauthenticate: procedureFor("reauthentication")
    .input(z.object({ message: z.string().max(2048), signature: z.string().max(4096) }))
    .mutation(({ ctx, input }) => confirmAccount(ctx, input)),
});
