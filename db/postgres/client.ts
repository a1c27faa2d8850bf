import { isIPv6 } from "node:net";
import { makePgArray } from "drizzle-orm/pg-core";
import postgres from "postgres";
import { parse as parseArray } from "postgres-array";
import type { BackendKey } from "./backend-key";
import { type ConnectionTarget, parseConnectionUrl } from "./connection-url";
import { withoutVariable } from "./env";
import { makeSockets } from "./sockets";
import { nameStatements } from "./statements";

export type ClientOptions = {
  /** The maximum of connections; default 1. */
  max?: number;
  /** A name that starts with "eigenwatch"; the URL's application_name replaces it. */
  applicationName?: string;
  /** Settings of each session. Not sent to a transaction pooler, which accepts none. */
  settings?: Record<string, string | number>;
  /** Seconds to open a connection; the URL's connect_timeout wins. */
  connectSeconds?: number;
  /** Seconds after which an unused connection is closed. */
  idleSeconds?: number;
  /** Keeps a connection however old it is, for work that holds a lock of its session. */
  isLongLived?: boolean;
  /** Called once when a server on another machine is reached without encryption. */
  onClear?: () => void;
};

/**
 * The array types of numbers, of booleans, and of types that stay text: int8, numeric, text, varchar, bpchar,
 * name, uuid.
 */
const ARRAYS = {
  numbers: arrayType([1005, 1007, 1021, 1022], Number),
  booleans: arrayType([1000], (text) => text === "t"),
  texts: arrayType([1016, 1231, 1009, 1015, 1014, 1003, 2951], String),
};

function arrayType<T>(from: [number, ...number[]], read: (text: string) => T) {
  const serialize = (items: unknown) => (Array.isArray(items) ? makePgArray(items) : items);
  return { to: from[0], from, serialize, parse: (text: string) => parseArray(text, read) };
}

/** A client of postgres-js, some of whose connections can be closed alone. */
export type Client = postgres.Sql & {
  /** Closes the connection that gave an answer with this `state`; the next statement opens another one. */
  drop: (key: BackendKey) => Promise<void>;
};

/**
 * Returns a postgres-js client that follows the URL as libpq would, and reads nothing from the environment. After
 * `end`, all its sockets are closed. Throws a SettingError for an unusable URL.
 */
export function openClient(url: string, options: ClientOptions = {}): Client {
  const target = parseConnectionUrl(url);
  const connectSeconds = target.connectSeconds ?? options.connectSeconds ?? 5;
  let isTold = false;
  const sockets = makeSockets(target, {
    seconds: connectSeconds,
    onClear: () => {
      if (!isTold) options.onClear?.();
      isTold = true;
    },
  });
  // Every option is given, since postgres-js takes missing ones from PG* variables, even from an empty password.
  const given = {
    // postgres-js's error messages contain host and port. We open the sockets ourselves, and it would split an IPv6
    // address.
    host: isIPv6(target.host) ? "IPv6" : target.host,
    port: target.port,
    user: target.user,
    pass: () => target.password,
    database: target.database,
    socket: sockets.open,
    ssl: false,
    sslnegotiation: undefined,
    max: options.max ?? 1,
    connect_timeout: connectSeconds,
    idle_timeout: options.idleSeconds,
    max_lifetime: options.isLongLived ? null : 60 * (30 + Math.random() * 30),
    max_pipeline: 100,
    keep_alive: 10,
    backoff: (attempt: number) => Math.min(0.05 * 2 ** attempt, 0.5),
    prepare: !target.isPooled,
    debug: false,
    // postgres-js would first query the array types on each connection, and not notice a break during that query.
    fetch_types: false,
    types: ARRAYS,
    publications: "alltables",
    target_session_attrs: sessionAttributes(target, options),
    onnotice: () => {},
    connection: {
      application_name: nameOf(target, options),
      ...(target.isPooled ? {} : options.settings),
    },
  };
  const client = nameStatements(withoutVariable("PGTARGETSESSIONATTRS", () => postgres(given)));
  const end = client.end;
  return Object.assign(client, {
    drop: sockets.drop,
    end: async (waiting?: { timeout?: number }) => {
      await end(waiting);
      sockets.close();
    },
  });
}

function nameOf({ applicationName = "eigenwatch" }: ConnectionTarget, options: ClientOptions): string {
  return (options.applicationName ?? "eigenwatch").replace("eigenwatch", () => applicationName);
}

/**
 * Returns the session attributes to check. A session that we make read-only ourselves reports read-only on any
 * server.
 */
function sessionAttributes({ sessionAttributes: wanted }: ConnectionTarget, { settings }: ClientOptions) {
  if (settings?.default_transaction_read_only !== "on") return wanted;
  if (wanted === "read-only") return undefined;
  return wanted === "read-write" ? "primary" : wanted;
}
