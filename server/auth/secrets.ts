import { createHash, randomBytes } from "node:crypto";

/** 256 random bits, fit for a cookie. */
export const newSecret = () => randomBytes(32).toString("base64url");

/** 192 random bits in letters and digits only, as EIP-4361 wants a nonce. */
export const newNonce = () => randomBytes(24).toString("hex");

/** What is stored of a secret: its SHA-256 in hex. */
export const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");
