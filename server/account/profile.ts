import { z } from "zod";
import { findProfile, updateProfile } from "@/db/user/profile";
import { procedureFor, router } from "../trpc/procedure";
import { auditContextOf, still } from "./audit-context";

/** Control characters, line ends, characters that reorder text, and invisible ones. */
const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** 1 to 50 code points, in Unicode's composed form. */
const displayName = z
  .string()
  .max(500)
  .transform((text) => text.normalize("NFC").trim())
  .refine((text) => !HIDDEN.test(text), { message: "A name cannot contain control or direction characters" })
  .refine((text) => VISIBLE.test(text) && [...text].length <= 50, {
    message: "A name has 1 to 50 characters",
  });

export const profileRouter = router({
  get: procedureFor("profile").query(async ({ ctx }) => still(await findProfile(ctx.user, ctx.account.id))),
  update: procedureFor("profile")
    .input(z.object({ displayName: displayName.nullable() }))
    .mutation(async ({ ctx, input }) =>
      still(await updateProfile(ctx.user, ctx.account.id, input, auditContextOf(ctx))),
    ),
});
