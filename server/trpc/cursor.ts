import { createHash } from "node:crypto";
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
  uuid: z.uuid(),
};
type Kind = keyof typeof VALUES;
/** "number?" is a number that may be unknown. */
export type ValueKind = Kind | `${Kind}?`;

/** Parses the cursor of a list; an empty text begins the list. */
export const cursorText = z.string().max(2000).optional();

/**
 * Returns the cursors of one list: `list` names all that decides its rows and their order, beside filters. A cursor of
 * another list is refused.
 */
export function cursorsOf<const Kinds extends readonly ValueKind[]>(list: readonly string[], kinds: Kinds) {
  const mark = createHash("sha256").update(list.join(" ")).digest("base64url").slice(0, 12);
  const schema = z.tuple(kinds.map(schemaOf) as never);
  return {
    /** Returns the text of a cursor for a place; `null` after the last page. */
    cursorOf: (place: Readonly<Place> | null): string | null =>
      place && Buffer.from(JSON.stringify([mark, ...place])).toString("base64url"),
    /**
     * Returns the place of a cursor: `undefined` without one, `null` for one that begins. Throws BAD_REQUEST for a text
     * that is no cursor of this list.
     */
    placeOf: (cursor: string | undefined): PlaceOf<Kinds> | null | undefined => {
      if (cursor === undefined) return undefined;
      if (cursor === "") return null;
      const [of, ...place] = parsed(cursor);
      if (of !== mark) throw refusal("This is no cursor of this list in this order.");
      if (!schema.safeParse(place).success) throw refusal("This cursor was changed.");
      return place as PlaceOf<Kinds>;
    },
  };
}

type PlaceOf<Kinds extends readonly ValueKind[]> = {
  -readonly [Index in keyof Kinds]: Kinds[Index] extends Kind ? string : string | null;
};

const schemaOf = (kind: ValueKind) =>
  kind.endsWith("?") ? VALUES[kind.slice(0, -1) as Kind].nullable() : VALUES[kind as Kind];

const refusal = (why: string) =>
  new TRPCError({
    code: "BAD_REQUEST",
    message: `${why} Begin with an empty cursor, and go on with nextCursor.`,
  });

function parsed(cursor: string): Place {
  try {
    const read = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}
