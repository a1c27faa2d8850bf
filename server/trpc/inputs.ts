import { domainToASCII } from "node:url";
import { isAddress } from "viem";
import { z } from "zod";

/** Parses an address, EIP-55 or all in one case, into the lower-case id of the database. Refuses a wrong checksum. */
export const address = z
  .string()
  .max(42)
  .refine((value) => isAddress(value.replace(/^0X/, "0x")) || /^0[xX][\dA-F]{40}$/.test(value), {
    message: "Must be an address: 0x and 40 hexadecimal digits, in one case or with a right checksum",
  })
  .transform((value) => value.toLowerCase());

/** Parses the slug of a known entity. */
export const slug = z.string().regex(/^[a-z0-9-]{1,60}$/, "Must be the slug of an entity, such as p2p-org");

/** The time ranges of every history. */
export const range = z.enum(["30d", "90d", "1y", "all"]);
const DAYS = { "30d": 30, "90d": 90, "1y": 365, all: undefined };

/** Returns how many days a range goes back; `undefined` means all of them. */
export const dayCountOf = (chosen: z.infer<typeof range>) => DAYS[chosen];

/** Pages are counted from 1, with at most 100 rows each. */
export const paging = {
  page: z.number().int().min(1).max(100_000).default(1),
  perPage: z.number().int().min(1).max(100).default(50),
};

/** Parses the text of a search, without NUL, which Postgres cannot store. */
export const searched = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .transform((text) => text.replaceAll("\0", " "));

/**
 * The smallest positive number accepted, 1e-18: no measured value is smaller, and Postgres may refuse smaller ones.
 */
const LEAST = 1e-18;

/** Parses a number from 0 to `most`, both included. */
export const figure = (most: number) =>
  z
    .number()
    .min(0)
    .max(most)
    .refine((value) => value === 0 || value >= LEAST, { message: `Must be 0 or at least ${LEAST}` });

/** Parses a part of a whole, from 0 to 1. */
export const fraction = figure(1);

/** Parses a range of numbers from 0 to `most`, with either end optional and both included. */
export const bounds = (most: number) =>
  z
    .object({ min: figure(most).optional(), max: figure(most).optional() })
    .refine(({ min, max }) => min === undefined || max === undefined || min <= max, {
      message: "The lower bound must not be above the upper one",
    })
    .optional();

const FIRST_INSTANT = new Date("0001-01-01T00:00:00.000Z");
const INSTANT_ERROR = "Must be an instant of the years 1 to 9999, such as 2026-01-31T12:00:00Z";
const LAST_INSTANT = new Date("9999-12-31T23:59:59.999Z");

/** Parses an instant of the years 1 to 9999, which ISO 8601 and Postgres write alike. Over HTTP it is an ISO text. */
export const instant = z
  .union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))], INSTANT_ERROR)
  .pipe(z.date(INSTANT_ERROR).min(FIRST_INSTANT, INSTANT_ERROR).max(LAST_INSTANT, INSTANT_ERROR));

const MAILBOX = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const HOST_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Parses one mail address into lower case, with its domain in the form of DNS ("MÜNCHEN.de" is
 * "xn--mnchen-3ya.de"). Refuses anything that could be a second address or header line.
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
