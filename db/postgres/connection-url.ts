import { isIP } from "node:net";
import { closest } from "fastest-levenshtein";
import { type Refuse, SEVERAL_HOSTS, splitUri } from "./connection-uri";
import { SettingError } from "./setting-error";
import { readTls, type Tls } from "./tls";
import { userName } from "./user-name";

/** One server and how to connect to it, as libpq reads a connection URI. */
export type ConnectionTarget = {
  /** A name or an address, or the folder of a socket, which starts with a slash. */
  host: string;
  /** The address to connect to without a DNS lookup. The certificate must still name the host. */
  address: string | undefined;
  port: number;
  user: string;
  password: string;
  database: string;
  /** Absent if the connection is not encrypted. */
  tls: Tls | undefined;
  sessionAttributes: SessionAttributes | undefined;
  /** True behind a transaction pooler: no prepared statements, no session settings. */
  isPooled: boolean;
  poolSize: number | undefined;
  /** Seconds that a caller waits for a connection of the pool; undefined for no limit of its own. */
  poolSeconds: number | undefined;
  connectSeconds: number | undefined;
  applicationName: string | undefined;
};

const SAMPLE = "postgresql://user:password@host:5432/database";
const KNOWN = [
  "user",
  "password",
  "dbname",
  "host",
  "hostaddr",
  "port",
  "sslmode",
  "sslrootcert",
  "sslcert",
  "sslkey",
  "ssl",
  "target_session_attrs",
  "pgbouncer",
  "connection_limit",
  "pool_timeout",
  "connect_timeout",
  "application_name",
  "schema",
];
const SESSION_ATTRIBUTES = ["read-write", "read-only", "primary", "standby", "prefer-standby"] as const;
type SessionAttributes = (typeof SESSION_ATTRIBUTES)[number];
/** The longest path of a socket on Linux. */
const LONGEST_SOCKET_PATH = 107;

/**
 * Returns the settings in a connection URL. Throws a SettingError in one line that names `setting` and contains
 * no password, for anything that libpq refuses or EigenWatch does not support.
 */
export function parseConnectionUrl(text: string, setting = "The connection URL"): ConnectionTarget {
  const refuse: Refuse = (problem) => {
    const end = problem.endsWith(".") ? "" : ".";
    throw new SettingError(`${setting} ${problem}${end} It looks like ${SAMPLE}`);
  };
  const parts = splitUri(text.trim(), refuse);
  const parameters = readParameters(parts.parameters, refuse);
  const given = (name: string) => parameters.get(name) || undefined;
  const address = given("hostaddr");
  const named = given("host") ?? parts.host;
  const host = named ?? address;
  const port = given("port") ?? parts.port ?? "5432";
  const database = given("dbname") ?? parts.database;
  for (const place of [host, address, port]) if (place?.includes(",")) return refuse(SEVERAL_HOSTS);
  if (!host) return refuse("names no host. Write localhost, or host=/folder for a socket");
  if (!database) return refuse("names no database");
  if (address && !isIP(address))
    return refuse("has a hostaddr that is not an IP address; a name goes into host");
  const user = given("user") ?? parts.user ?? userName();
  if (!user) return refuse("names no user, and the user that runs EigenWatch has no name on this machine");
  const target: ConnectionTarget = {
    host,
    address: host.startsWith("/") ? undefined : address,
    port: wholeNumber(port, "port", refuse, { least: 1, most: 65_535 }),
    user,
    password: given("password") ?? parts.password ?? "",
    database,
    tls: readTls(parameters, { isSocket: host.startsWith("/"), hasName: named !== undefined }, refuse),
    sessionAttributes: readSessionAttributes(given("target_session_attrs"), refuse),
    isPooled: yesOrNo(given("pgbouncer"), "pgbouncer", refuse),
    poolSize: maybeNumber(given("connection_limit"), "connection_limit", refuse, { least: 1, most: 1000 }),
    poolSeconds: maybeNumber(given("pool_timeout"), "pool_timeout", refuse) || undefined,
    connectSeconds: maybeNumber(given("connect_timeout"), "connect_timeout", refuse),
    applicationName: given("application_name"),
  };
  if (host.startsWith("@")) return refuse("names a socket without a file, which EigenWatch does not open");
  const socketPath = pathOfSocket(target);
  if (socketPath && Buffer.byteLength(socketPath) > LONGEST_SOCKET_PATH)
    return refuse("names a socket whose path is too long");
  return target;
}

/** Returns the socket's file, or undefined for a server reached over the network. */
export function pathOfSocket({ host, port }: Pick<ConnectionTarget, "host" | "port">): string | undefined {
  return host.startsWith("/") ? `${host}/.s.PGSQL.${port}` : undefined;
}

function readParameters(pairs: [string, string][], refuse: Refuse): Map<string, string> {
  for (const [name, value] of pairs) {
    if (name === "options")
      return refuse("has options, which are not passed on. Set them on the role: alter role … set …");
    if (!KNOWN.includes(name))
      return refuse(
        `has an unknown parameter ${shown(name)}. The nearest known one is ${closest(name, KNOWN)}`,
      );
    if (name === "schema" && value !== "public")
      return refuse("names a schema other than public, and EigenWatch reads no other");
  }
  return new Map(pairs);
}

function readSessionAttributes(text: string | undefined, refuse: Refuse): SessionAttributes | undefined {
  // With one server, a preference changes nothing.
  if (text === undefined || text === "any" || text === "prefer-standby") return undefined;
  const found = SESSION_ATTRIBUTES.find((one) => one === text);
  return found ?? refuse(`has a target_session_attrs that is none of any, ${SESSION_ATTRIBUTES.join(", ")}`);
}

function maybeNumber(text: string | undefined, name: string, refuse: Refuse, range?: Range) {
  return text === undefined ? undefined : wholeNumber(text, name, refuse, range);
}

type Range = { least: number; most: number };

function wholeNumber(
  text: string,
  name: string,
  refuse: Refuse,
  { least, most } = { least: 0, most: 86_400 },
) {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  return refuse(`has a ${name} that is no whole number from ${least} to ${most}`);
}

function yesOrNo(text: string | undefined, name: string, refuse: Refuse): boolean {
  if (text === undefined || text === "false") return false;
  return text === "true" || refuse(`has a ${name} that is neither true nor false`);
}

/** Returns a short word, which is probably a mistyped name; longer text may be a secret and is hidden. */
const shown = (name: string) => (/^[\w-]{1,40}$/.test(name) ? name : "name");
