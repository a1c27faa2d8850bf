import superjson from "superjson";

/**
 * The encoding between a browser and the procedures: answers as superjson, input as plain JSON in the same
 * envelope. Dates are sent as ISO texts and absent values left out; server/http/plain-input.ts decodes the
 * envelope.
 */
export const transformer = {
  input: { serialize: (json: unknown) => ({ json }), deserialize: (envelope: unknown) => envelope },
  output: superjson,
};
