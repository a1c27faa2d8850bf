import { z } from "zod";
import file from "./known-entities.json";

/** A brand gives an operator its name; a node operator runs its machines. One brand may have several of them. */
const ENTITY_KINDS = ["brand", "node-operator"] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

const address = z.string().regex(/^0x[0-9a-f]{40}$/, "an address has 40 hexadecimal digits in lower case");
const sentence = z.string().regex(/^[A-Z"].*\.$/, "evidence is a sentence");
const day = z.iso.date();

const knownOperator = z.strictObject({
  address,
  /** The name that the operator declared when it was reviewed. */
  name: z.string().min(1),
  evidence: sentence,
  /** Why the operator stays in the group although it now declares another name. */
  renamed: sentence.optional(),
});

const knownAvs = z.strictObject({
  address,
  /** The name under which it was reviewed. */
  name: z.string().min(1),
  /** Why this entity runs the AVS; a name alone is no evidence. */
  evidence: sentence,
});

const knownEntity = z.strictObject({
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "a slug has lower-case letters, digits and single hyphens"),
  name: z.string().min(1),
  kind: z.enum(ENTITY_KINDS),
  website: z.url({ protocol: /^https$/ }),
  reviewedOn: day,
  evidence: sentence,
  operators: z.array(knownOperator).min(1, "a group has at least one operator"),
  /** The AVSs that the entity runs itself. Where one of them slashes an operator of the entity, the entity slashed itself. */
  avs: z.array(knownAvs).min(1, "leave out an empty list of AVSs").optional(),
});
export type KnownEntity = z.infer<typeof knownEntity>;

const knownEntities = z
  .strictObject({ source: z.url(), listedOn: day, entities: z.array(knownEntity) })
  .superRefine(({ entities }, context) => {
    const seen = new Set<string>();
    const refuseTwice = (key: string, message: string) => {
      if (seen.has(key)) context.addIssue({ code: "custom", message });
      seen.add(key);
    };
    for (const { slug, name, kind, operators, avs = [] } of entities) {
      if (operators.length + avs.length < 2)
        context.addIssue({ code: "custom", message: `${name} has one address; a group has at least two` });
      refuseTwice(slug, `there are two entities "${slug}"`);
      for (const { address } of operators)
        refuseTwice(`${kind} ${address}`, `${address} is in two groups of the kind ${kind}; one is ${name}`);
      for (const { address } of avs)
        refuseTwice(`avs ${address}`, `two entities run the AVS ${address}; one is ${name}`);
    }
  });
export type KnownEntities = z.infer<typeof knownEntities>;

/** Returns the reviewed groups of a file. Throws a sentence for each entry that breaks a rule. */
export function readKnownEntities(text: unknown): KnownEntities {
  const read = knownEntities.safeParse(text);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`The file of known entities is not valid. ${faults.join("; ")}`);
}

/** The reviewed groups. Nothing is ever added to them automatically. */
export const KNOWN_ENTITIES = readKnownEntities(file);
