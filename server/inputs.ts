import { domainToASCII } from "node:url";
import { isAddress } from "viem";
import { z } from "zod";

/** An EIP-55 address, or one all in one case, in; the database's lower-case id out. A wrong checksum is refused. */
export const address = z
  .string()
  .max(42)
  .refine((value) => isAddress(value.replace(/^0X/, "0x")) || /^0[xX][\dA-F]{40}$/.test(value), {
    message: "Must be an address: 0x and 40 hexadecimal digits, in one case or with a right checksum",
  })
  .transform((value) => value.toLowerCase());

/** The time ranges that every history offers. */
export const range = z.enum(["30d", "90d", "1y", "all"]);
const DAYS = { "30d": 30, "90d": 90, "1y": 365, all: undefined };

/** How many days a range goes back; `undefined` means all of them. */
export const dayCountOf = (chosen: z.infer<typeof range>) => DAYS[chosen];

/** Pages are counted from 1; at most 100 rows each. */
export const paging = {
  page: z.number().int().min(1).max(100_000).default(1),
  perPage: z.number().int().min(1).max(100).default(50),
};

/** Words to search for. Postgres keeps no NUL in its texts, so that nothing holds one. */
export const searched = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .transform((text) => text.replaceAll("\0", " "));

/** A range of figures from 0 to `most`, either end optional and both included. */
export const bounds = (most: number) =>
  z
    .object({ min: z.number().min(0).max(most).optional(), max: z.number().min(0).max(most).optional() })
    .refine(({ min, max }) => min === undefined || max === undefined || min <= max, {
      message: "The lower bound must not be above the upper one",
    })
    .optional();

const MAILBOX = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const HOST_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * One mail address, in lower case and with its domain as it is asked for in DNS ("MÜNCHEN.de" is
 * "xn--mnchen-3ya.de"). Anything that could be a second address or a second header line is refused.
 */
export const emailAddress = z
  .string()
  .max(320)
  .transform((text, context) => {
    const [, mailbox = "", host = ""] = /^ *([^@\s]+)@([^@\s/\\?#:%[\]]+) *$/.exec(text) ?? [];
    const local = mailbox.toLowerCase();
    const domain = domainToASCII(host).toLowerCase();
    const labels = domain.split(".");
    const isRight =
      local.length <= 64 &&
      MAILBOX.test(local) &&
      domain.length <= 253 &&
      local.length + 1 + domain.length <= 254 &&
      labels.length > 1 &&
      labels.every((label) => HOST_LABEL.test(label)) &&
      /[a-z]/.test(labels.at(-1) ?? "");
    if (isRight) return `${local}@${domain}`;
    context.addIssue({ code: "custom", message: "Must be a mail address, such as name@example.org" });
    return z.NEVER;
  });
