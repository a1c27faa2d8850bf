import { TRPCError } from "@trpc/server";
import type { TRPCRequestInfo } from "@trpc/server/http";
import type { $ZodType, $ZodTypes } from "zod/v4/core";

export const NOT_PLAIN =
  'Input must be plain JSON: {"json": …}. In "meta" only Date and undefined are accepted, and only where this call takes a date or may leave a value out.';

/**
 * Makes calls read their input as plain JSON. Values that superjson would build from a client's annotations are
 * never built: one annotation could ask for gigabytes before any schema checks the input.
 */
export function readPlainInput(calls: TRPCRequestInfo["calls"]): void {
  for (const call of calls) {
    const { getRawInput, procedure } = call;
    let input: Promise<unknown> | undefined;
    call.getRawInput = () => {
      input ??= getRawInput().then((sent) => plainInput(sent, procedure?._def.inputs[0]));
      return input;
    };
  }
}

/**
 * Returns the JSON inside a call's envelope. Date annotations keep their text for the schema, undefined ones
 * remove their key. Throws BAD_REQUEST for every other annotation, and for a path that the schema does not have.
 */
function plainInput(sent: unknown, schema: unknown): unknown {
  if (sent === undefined) return undefined;
  if (!isRecord(sent) || !hasOnly(sent, ["json", "meta"])) throw notPlain();
  const { json, meta } = sent;
  if (meta === undefined) return json;
  if (!isRecord(meta) || !hasOnly(meta, ["values", "v"]) || (meta.v ?? 1) !== 1) throw notPlain();
  const { values = {} } = meta;
  if (Array.isArray(values)) {
    const isAbsent = values.length === 1 && values[0] === "undefined" && json === null;
    if (isAbsent && (!isSchema(schema) || mayBeAbsent(schema))) return undefined;
    throw notPlain();
  }
  if (!isRecord(values) || !isSchema(schema)) throw notPlain();
  for (const [path, annotation] of Object.entries(values)) applyAnnotation(json, path, annotation, schema);
  return json;
}

function applyAnnotation(json: unknown, path: string, annotation: unknown, schema: $ZodType): void {
  if (!Array.isArray(annotation) || annotation.length !== 1) throw notPlain();
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const parent = keys.reduce((value, key) => (isRecord(value) ? own(value, key) : undefined), json);
  const place = [...keys, last].reduce<$ZodType | undefined>(schemaOfKey, schema);
  const value = isRecord(parent) ? own(parent, last) : undefined;
  if (annotation[0] === "Date" && typeof value === "string" && place && takesDate(place)) return;
  if (annotation[0] !== "undefined" || value !== null || !place || !mayBeAbsent(place)) throw notPlain();
  delete (parent as Record<string, unknown>)[last];
}

const own = (record: Record<string, unknown>, key: string) =>
  Object.hasOwn(record, key) ? record[key] : undefined;

function schemaOfKey(schema: $ZodType | undefined, key: string): $ZodType | undefined {
  const def = schema && bare(schema)._zod.def;
  return def?.type === "object" && Object.hasOwn(def.shape, key) ? def.shape[key] : undefined;
}

/** Unwraps optional, nullable and transformed schemas. */
function bare(schema: $ZodType): $ZodTypes {
  const { def } = (schema as $ZodTypes)._zod;
  if ("innerType" in def) return bare(def.innerType);
  return def.type === "pipe" ? bare(def.in) : (schema as $ZodTypes);
}

function takesDate(schema: $ZodType): boolean {
  const { def } = bare(schema)._zod;
  return def.type === "date" || (def.type === "union" && def.options.some(takesDate));
}

const mayBeAbsent = (schema: $ZodType) => schema._zod.optin !== undefined;
const isSchema = (parser: unknown): parser is $ZodType =>
  typeof parser === "object" && parser !== null && "_zod" in parser;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const hasOnly = (record: Record<string, unknown>, keys: string[]) =>
  Object.keys(record).every((key) => keys.includes(key));
const notPlain = () => new TRPCError({ code: "BAD_REQUEST", message: NOT_PLAIN });
