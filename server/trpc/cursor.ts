import { TRPCError } from "@trpc/server";
import { z } from "zod";

/** A place in a list: the values of its order in its last row, as Postgres writes them. */
type Place = (string | null)[];

/** The kinds of values in a place. */
const VALUES = {
  number: z.string().regex(/^-?\d{1,200}(\.\d{1,200})?(e[+-]?\d{1,2})?$/),
  instant: z
    .string()
    .max(40)
    .regex(/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d{1,6})?(\+00)?$/)
    .refine((text) => !Number.isNaN(Date.parse(`${text.slice(0, 19).replace(" ", "T")}Z`))),
  text: z
    .string()
    .max(500)
    .regex(/^[^\0]*$/),
};
export type ValueKind = keyof typeof VALUES;

/** Parses the cursor of a list; an empty text begins the list. */
export const cursorText = z.string().max(2000).optional();

/** Returns the text of a cursor for a place in a list of this order; `null` after the last page. */
export const cursorOf = (order: string, place: Place | null): string | null =>
  place && Buffer.from(JSON.stringify([order, ...place])).toString("base64url");

/**
 * Returns the place of a cursor: `undefined` without one, `null` for one that begins. Throws BAD_REQUEST for a text that
 * is no cursor of this order.
 */
export function placeOf(
  cursor: string | undefined,
  order: string,
  kinds: readonly ValueKind[],
): Place | null | undefined {
  if (cursor === undefined) return undefined;
  if (cursor === "") return null;
  const [of, ...place] = parsed(cursor);
  if (of !== order)
    throw new TRPCError({
      code: "BAD_REQUEST",
      message: `This is no cursor of a list in the order "${order}". Begin with an empty cursor, and go on with nextCursor.`,
    });
  const isRight = z.tuple(kinds.map((kind) => VALUES[kind].nullable()) as never).safeParse(place).success;
  if (!isRight)
    throw new TRPCError({
      code: "BAD_REQUEST",
      message: "This cursor was changed. Begin with an empty cursor, and go on with nextCursor.",
    });
  return place;
}

function parsed(cursor: string): Place {
  try {
    const read = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}
