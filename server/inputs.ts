import { isAddress } from "viem";
import { z } from "zod";

/** An EIP-55 or lower-case address in, the database's lower-case id out. A wrong checksum is refused. */
export const address = z
  .string()
  .max(42)
  .refine((value) => isAddress(value), {
    message: "Must be an address: 0x and 40 hexadecimal digits, lower-case or with a right checksum",
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
