/** The decoded parts of a connection URI; a part that is absent or empty is undefined. */
export type UriParts = {
  user?: string;
  password?: string;
  host?: string;
  port?: string;
  database?: string;
  parameters: [name: string, value: string][];
};

/** Throws an error of one line that starts with the name of the setting. */
export type Refuse = (problem: string) => never;

const HINT = "A / or @ in user or password is written %2F or %40.";

/**
 * Returns the parts of a connection URI by libpq's rules: the first @ ends user and password, only %XX is an escape,
 * and a host may be an IPv6 literal or an encoded folder. Calls `refuse` where libpq refuses; never quotes a value.
 */
export function splitUri(text: string, refuse: Refuse): UriParts {
  const rest = /^postgres(?:ql)?:\/\/(.*)$/s.exec(text)?.[1];
  if (rest === undefined) return refuse("is not a Postgres URL");
  if (/\s/.test(rest)) return refuse("has a space or line break inside; write it %20");
  const decode = (part: string | undefined, place: string) => decoded(part, place, refuse);

  const credentials = /^([^@/]*)@/.exec(rest)?.[1];
  const afterCredentials = credentials === undefined ? rest : rest.slice(credentials.length + 1);
  const [, user, password] = /^([^:]*)(?::(.*))?$/.exec(credentials ?? "") ?? [];
  const [, authority = "", path, query] = /^([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/.exec(afterCredentials) ?? [];
  if (authority.includes("@")) return refuse(`has more than one @. ${HINT}`);
  if (authority.includes(",")) return refuse(SEVERAL_HOSTS);
  const [, literal, name, port] = /^(?:\[([^\]]+)\]|([^:[\]]*))(?::(.*))?$/.exec(authority) ?? [];
  if (literal === undefined && name === undefined) return refuse(`has a host that cannot be read. ${HINT}`);
  return {
    user: decode(user, "user"),
    password: decode(password, "password"),
    host: decode(literal ?? name, "host"),
    port: decode(port, "port"),
    database: decode(path, "database"),
    parameters: splitQuery(query, refuse),
  };
}

export const SEVERAL_HOSTS = "names several hosts. Put one address in front of them, such as PgBouncer";

function splitQuery(query: string | undefined, refuse: Refuse): [string, string][] {
  if (!query) return [];
  return query.split("&").map((pair) => {
    const [rawName = "", rawValue, ...more] = pair.split("=");
    const name = decoded(rawName, "parameters", refuse);
    if (name === undefined) return refuse("has a parameter without a name");
    if (rawValue === undefined) return refuse(`has no = after its parameter ${name}`);
    if (more.length > 0) return refuse(`has a second = in its parameter ${name}; write it %3D`);
    return [name, decoded(rawValue, `parameter ${name}`, refuse) ?? ""];
  });
}

function decoded(part: string | undefined, place: string, refuse: Refuse): string | undefined {
  if (!part) return undefined;
  if (/%(?![\da-f]{2})/i.test(part))
    return refuse(`has a % in its ${place} that begins no escape; write it %25`);
  if (part.includes("%00")) return refuse(`has %00 in its ${place}, which Postgres cannot store`);
  try {
    return decodeURIComponent(part);
  } catch {
    return refuse(`has an escape in its ${place} that is not UTF-8`);
  }
}
