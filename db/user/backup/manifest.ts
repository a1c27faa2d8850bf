import { z } from "zod";

/** The tables whose rows live for minutes: a backup has the tables and leaves out the rows. */
export const NOT_KEPT: ReadonlySet<string> = new Set([
  "auth_nonces",
  "email_verification_codes",
  "job_workers",
  "rate_limits",
]);

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const fileName = z.string().regex(/^[a-z0-9_]+\.(copy\.gz|dump)(\.age)?$/);

const manifest = z.strictObject({
  format: z.literal(1),
  createdAt: z.iso.datetime(),
  /** How the rows were taken: by pg_dump of the server's version, or by COPY. */
  method: z.enum(["pg_dump", "copy"]),
  serverVersion: z.string(),
  isEncrypted: z.boolean(),
  /** The migrations that had run, in their order: the milliseconds of their name, and their hash. */
  migrations: z.array(z.strictObject({ when: z.number(), hash: z.string() })).min(1),
  tables: z.array(
    z.strictObject({
      name: z.string(),
      columns: z.array(z.string()).min(1),
      rowCount: z.number().int().nonnegative(),
      checksum: z.string().regex(/^-?\d+$/),
      /** The file of its rows; null where one file has them all, or where rows are left out. */
      file: fileName.nullable(),
    }),
  ),
  files: z.array(z.strictObject({ name: fileName, bytes: z.number().int(), sha256 })),
});

/** Contents of a backup, with which its restored rows are compared. */
export type Manifest = z.infer<typeof manifest>;

/** Returns the manifest of a backup. Throws one line if the text is not one. */
export function readManifestText(text: string): Manifest {
  const read = manifest.safeParse(parsed(text));
  if (read.success) return read.data;
  const [fault] = read.error.issues;
  throw new Error(
    `Its manifest.json is not valid: ${fault?.path.join(".") || "the file"}: ${fault?.message}.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
