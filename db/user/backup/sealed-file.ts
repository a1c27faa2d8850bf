import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { Duplex, type Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ReadableStream as NodeStream } from "node:stream/web";
import { createGunzip, createGzip } from "node:zlib";
import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";
import { SettingError } from "../../postgres/setting-error";

type Chunks = AsyncIterable<Uint8Array>;

/** How the bytes of a file are kept. */
interface Seal {
  /** The age identity that encrypts and decrypts; undefined for a file in clear. */
  key: string | undefined;
  /** Whether the bytes are compressed already. */
  isCompressed: boolean;
}

/** Throws one line if a key is not a whole age identity. */
export async function checkKey(key: string | undefined): Promise<void> {
  if (key === undefined) return;
  await identityToRecipient(key).catch(() => {
    throw new SettingError(
      "BACKUP_KEY is not a whole age identity. `npm run db -- backup --make-key` prints a new one.",
    );
  });
}

/**
 * Writes bytes into a new file: compressed, and encrypted in the age format where there is a key. Returns the size and
 * the SHA-256, in hex, of the file, which is on the disk by then. Throws if the file exists.
 */
export async function writeSealed(source: Readable, path: string, { key, isCompressed }: Seal) {
  const hash = createHash("sha256");
  let bytes = 0;
  const counted = Duplex.from(async function* (chunks: Chunks) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  });
  await pipeline([
    source,
    ...(isCompressed ? [] : [createGzip()]),
    ...(key === undefined ? [] : [await encryption(key)]),
    counted,
    createWriteStream(path, { flags: "wx", mode: 0o600 }),
  ]);
  await flush(path);
  return { bytes, sha256: hash.digest("hex") };
}

/** Writes the bytes that a file holds to `target`. Throws if the key is wrong or a byte of the file has changed. */
export async function readSealed(path: string, target: Writable, { key, isCompressed }: Seal): Promise<void> {
  await pipeline([
    createReadStream(path),
    ...(key === undefined ? [] : [decryption(key)]),
    ...(isCompressed ? [] : [createGunzip()]),
    target,
  ]);
}

/** Throws one line if `key` is not the one that an undamaged file was encrypted with. */
export async function checkOpens(path: string, key: string): Promise<void> {
  const file = createReadStream(path);
  const decrypter = new Decrypter();
  decrypter.addIdentity(key);
  try {
    const plain = await decrypter.decrypt(asStream(file));
    await plain.cancel().catch(() => {});
  } catch {
    throw new SettingError("BACKUP_KEY is not the key that this backup was made with.");
  } finally {
    file.destroy();
  }
}

async function encryption(key: string): Promise<Duplex> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(key));
  return Duplex.from(async function* (chunks: Chunks) {
    yield* await encrypter.encrypt(asStream(chunks));
  });
}

function decryption(key: string): Duplex {
  const decrypter = new Decrypter();
  decrypter.addIdentity(key);
  return Duplex.from(async function* (chunks: Chunks) {
    yield* await decrypter.decrypt(asStream(chunks));
  });
}

const asStream = (chunks: Chunks) => NodeStream.from(chunks) as unknown as ReadableStream<Uint8Array>;

/** Returns the SHA-256 of a file, in hex. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

/** Waits until a file, or the names in a folder, are on the disk. */
export async function flush(path: string): Promise<void> {
  const file = await open(path, "r");
  await file.sync().finally(() => file.close());
}
