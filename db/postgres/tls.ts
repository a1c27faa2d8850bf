import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { type ConnectionOptions, checkServerIdentity, createSecureContext } from "node:tls";
import type { Refuse } from "./connection-uri";

/** How a connection is encrypted, and how the server's certificate is checked. */
export type Tls = {
  /** False: falls back to no encryption when the server does not support it. */
  isRequired: boolean;
  checks: "nothing" | "chain" | "chain and name";
  files: Pick<ConnectionOptions, "ca" | "cert" | "key">;
};

/**
 * Thrown if the server does not support the encryption that the URL requires, or if its certificate fails the check.
 */
export class TlsError extends Error {
  override name = "TlsError";
}

const MODES = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

/**
 * Returns the TLS settings of sslmode and its files, by libpq's rules: with a root certificate the server's is
 * checked in every mode, and the system's roots mean verify-full. Reads the files. Undefined is no encryption.
 */
export function readTls(
  parameters: Map<string, string>,
  { isSocket, hasName }: { isSocket: boolean; hasName: boolean },
  refuse: Refuse,
): Tls | undefined {
  const given = (name: string) => parameters.get(name) || undefined;
  const ssl = given("ssl");
  if (ssl !== undefined && ssl !== "true") return refuse("has an ssl other than true; write sslmode instead");
  const root = given("sslrootcert");
  const isSystem = root === "system";
  const mode = given("sslmode") ?? (ssl ? "require" : isSystem ? "verify-full" : "prefer");
  if (!MODES.includes(mode)) return refuse(`has an sslmode that is none of ${MODES.join(", ")}`);
  // Postgres never encrypts a local socket.
  if (isSocket) return undefined;
  if (isSystem && mode !== "verify-full")
    return refuse(
      `has sslrootcert=system with sslmode=${mode}, which would not check names; write verify-full`,
    );
  if (mode.startsWith("verify") && !root)
    return refuse(`has sslmode=${mode} without sslrootcert; write sslrootcert=system or the path of a file`);
  if (mode === "verify-full" && !hasName)
    return refuse("has sslmode=verify-full and hostaddr, but no host that the certificate could name");
  if (!!given("sslcert") !== !!given("sslkey")) return refuse("needs both sslcert and sslkey, or neither");
  if (mode === "disable") return undefined;
  const files = {
    ca: isSystem ? undefined : readPem(root, "sslrootcert", refuse),
    cert: readPem(given("sslcert"), "sslcert", refuse),
    key: readPem(given("sslkey"), "sslkey", refuse),
  };
  try {
    createSecureContext(files);
  } catch {
    return refuse("has sslcert and sslkey that do not belong together, or a key with a passphrase");
  }
  return {
    isRequired: mode !== "allow" && mode !== "prefer",
    checks: mode === "verify-full" ? "chain and name" : root ? "chain" : "nothing",
    files,
  };
}

/** Returns the options for Node's TLS. `host` is the name that the certificate must have, if names are checked. */
export function optionsOfTls({ checks, files }: Tls, host: string): ConnectionOptions {
  return {
    ...files,
    servername: isIP(host) ? undefined : host,
    rejectUnauthorized: checks !== "nothing",
    checkServerIdentity: (_, certificate) =>
      checks === "chain and name" ? checkServerIdentity(host, certificate) : undefined,
  };
}

function readPem(path: string | undefined, name: string, refuse: Refuse): string | undefined {
  if (path === undefined) return undefined;
  const text = (() => {
    try {
      return readFileSync(path, "utf8");
    } catch {
      return refuse(`names a file as ${name} that cannot be read`);
    }
  })();
  return text.includes("-----BEGIN ") ? text : refuse(`names a file as ${name} that is not PEM`);
}
