import { createHash, randomBytes } from "node:crypto";

/** Returns 256 random bits, fit for a cookie. */
export const newSecret = () => randomBytes(32).toString("base64url");

/** Returns 192 random bits in letters and digits only, as EIP-4361 requires. */
export const newNonce = () => randomBytes(24).toString("hex");

/** Returns the stored form of a secret: its SHA-256 in hex. */
export const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");
