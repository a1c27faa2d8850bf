import superjson from "superjson";

/**
 * How values travel between a browser and the procedures: answers as superjson, input as plain JSON in the same
 * envelope. Dates are sent as ISO texts and absent values not at all; server/http/plain-input.ts opens the envelope.
 */
export const transformer = {
  input: { serialize: (json: unknown) => ({ json }), deserialize: (envelope: unknown) => envelope },
  output: superjson,
};
