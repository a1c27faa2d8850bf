import { userInfo } from "node:os";
import { describe, expect, it } from "vitest";
import { parseConnectionUrl } from "./connection-url";

const parse = (rest: string) => parseConnectionUrl(`postgresql://${rest}`);
const refusal = (rest: string) => {
  try {
    return JSON.stringify(parseConnectionUrl(`postgresql://${rest}`, "USER_DATABASE_URL"));
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
};

describe("a connection URL", () => {
  it.each([
    ["u:p@h/d", { user: "u", password: "p", host: "h", port: 5432, database: "d" }],
    ["u:p:q?r@h:6/d", { user: "u", password: "p:q?r", host: "h", port: 6 }],
    ["u%40x:%2Fp%25%20@h/d%2Fe", { user: "u@x", password: "/p% ", database: "d/e" }],
    ["u@h/d/e", { database: "d/e", password: "" }],
    ["h/d", { user: userInfo().username }],
    ["u@[2001:db8::1]:6/d", { host: "2001:db8::1", port: 6 }],
    ["u@[::1]/d", { host: "::1", port: 5432 }],
    ["u@a/d?host=b&port=7", { host: "b", port: 7 }],
    ["u@a/d?hostaddr=192.0.2.1", { host: "a", address: "192.0.2.1" }],
    ["/d?hostaddr=192.0.2.1", { host: "192.0.2.1", address: "192.0.2.1" }],
    ["u@%2Fvar%2Frun/d", { host: "/var/run", address: undefined }],
    ["/d?host=/var/run&user=x&password=y%26", { host: "/var/run", user: "x", password: "y&" }],
    ["u@a/d?dbname=e&host=b&host=c", { database: "e", host: "c" }],
  ])("%s is read as libpq reads it", (rest, expected) => {
    expect(parse(rest)).toMatchObject(expected);
  });

  it.each([
    ["", "prefer"],
    ["?sslmode=prefer", "prefer"],
    ["?sslmode=allow", "prefer"],
    ["?sslmode=require", "require"],
    ["?ssl=true", "require"],
    ["?sslmode=disable", "disable"],
    ["?sslrootcert=system", "verify-full"],
    ["?sslmode=verify-full&sslrootcert=system", "verify-full"],
  ])("with %s encrypts as by %s", (query, mode) => {
    const { tls } = parse(`u@h/d${query}`);
    expect(tls?.isRequired).toBe(mode === "disable" ? undefined : mode !== "prefer");
    expect(tls?.checks).toBe(
      { disable: undefined, "verify-full": "chain and name" }[mode] ?? (tls && "nothing"),
    );
  });

  it("does not encrypt a socket, whatever is asked", () => {
    expect(parse("u@%2Ftmp/d?sslmode=require").tls).toBeUndefined();
  });

  it("understands what poolers and other programs add", () => {
    const query =
      "pgbouncer=true&connection_limit=3&pool_timeout=4&connect_timeout=5&application_name=web&schema=public";
    expect(parse(`u@h/d?${query}`)).toMatchObject({
      isPooled: true,
      poolSize: 3,
      poolSeconds: 4,
      connectSeconds: 5,
      applicationName: "web",
    });
    expect(parse("u@h/d?target_session_attrs=read-write").sessionAttributes).toBe("read-write");
    expect(parse("u@h/d?target_session_attrs=any").sessionAttributes).toBeUndefined();
  });

  it.each([
    ["u:hid%zzden@h/d", "a % in its password that begins no escape"],
    ["u%:hidden@h/d", "a % in its user that begins no escape"],
    ["u:hidden@h%/d", "a % in its host"],
    ["u:hidden@h/d%2", "a % in its database"],
    ["u:hidden@h/d?application_name=100%", "a % in its parameter application_name"],
    ["u:hidden%FF@h/d", "an escape in its password that is not UTF-8"],
    ["u:hidden%00@h/d", "%00 in its password"],
    ["u:hid@den@h/d", "more than one @"],
    ["u:hid/den@h/d", "a port that is no whole number"],
    ["u:hid den@h/d", "a space or line break inside"],
    ["u:hidden@a,b/d", "names several hosts"],
    ["u:hidden@a:1,b:2/d", "names several hosts"],
    ["u:hidden@a/d?host=a,b", "names several hosts"],
    ["u:hidden@a%2Cb/d", "names several hosts"],
    ["u:hidden@a/d?port=1,2", "names several hosts"],
    ["u:hidden@/d", "names no host"],
    ["u:hidden@h", "names no database"],
    ["u:hidden@h:0/d", "a port that is no whole number from 1 to 65535"],
    ["u:hidden@h:hidden/d", "a port that is no whole number"],
    ["u:hidden@[::1/d", "a host that cannot be read"],
    ["u:hidden@h/d?hostaddr=name", "a hostaddr that is not an IP address"],
    ["u:hidden@h/d?schema=other", "a schema other than public"],
    ["u:hidden@h/d?options=-c%20a%3Db", "options, which are not passed on"],
    ["u:hidden@h/d?ssl_mode=require", "unknown parameter ssl_mode. The nearest known one is sslmode"],
    ["u:hidden@h/d?sslrootcrt=a", "The nearest known one is sslrootcert"],
    ["u:hidden@h/d?pgbouncr=true", "The nearest known one is pgbouncer"],
    ["u:hidden@h/d?connection_limits=1", "The nearest known one is connection_limit"],
    ["u:hidden@h/d?connection_limit=0", "a connection_limit that is no whole number from 1"],
    ["u:hidden@h/d?connect_timeout=soon", "a connect_timeout that is no whole number"],
    ["u:hidden@h/d?pgbouncer=yes", "a pgbouncer that is neither true nor false"],
    ["u:hidden@h/d?sslmode=strict", "an sslmode that is none of disable, allow"],
    ["u:hidden@h/d?ssl=1", "an ssl other than true"],
    ["u:hidden@h/d?sslmode=verify-full", "sslmode=verify-full without sslrootcert"],
    ["u:hidden@h/d?sslmode=require&sslrootcert=system", "which would not check names"],
    ["u:hidden@h/d?sslmode=verify-ca&sslrootcert=/no/such", "a file as sslrootcert that cannot be read"],
    ["u:hidden@h/d?sslmode=verify-ca&sslrootcert=package.json", "a file as sslrootcert that is not PEM"],
    ["u:hidden@h/d?sslcert=/no/such", "needs both sslcert and sslkey"],
    ["u:hidden@:5/d?hostaddr=192.0.2.1&sslrootcert=system", "no host that the certificate could name"],
    ["u:hidden@h/d?target_session_attrs=best", "a target_session_attrs that is none of any"],
    ["u:hidden@h/d?sslmode", "no = after its parameter sslmode"],
    ["u:hidden@h/d?sslmode=a=b", "a second = in its parameter sslmode"],
  ])("%s is refused in one line that names the setting and no password", (rest, said) => {
    const line = refusal(rest);
    expect(line).toMatch(/^USER_DATABASE_URL (has|names|needs) /);
    expect(line).toContain(said);
    expect(line).not.toContain("\n");
    expect(line).not.toContain("hidden");
  });
});
