import { withPatience } from "../postgres/patience";
import { SettingError } from "../postgres/setting-error";
import { makeRedisClient, type RedisClient, refusalOf } from "./connection";
import { adderOn, tryWrite } from "./rate-limits";
import { type RedisState, readRedisState } from "./redis-state";

const PATIENCE_MILLISECONDS = 5000;

/** Problems that only another setting can mend, by how the error of the client begins. */
const WRONG: [RegExp, string][] = [
  [/^(WRONGPASS|NOAUTH|ERR AUTH|ERR Client sent AUTH|ERR invalid password)/, "refuses its user or password"],
  [/^NOPERM/, "may not do what limits need: see docs/operate/redis.md"],
  [/^(MOVED|ASK|CROSSSLOT)\b/, "leads to a Redis Cluster, which is not supported"],
  [/^(ERR DB index|ERR invalid DB|ERR SELECT)/, "names a database that Redis does not have"],
  [/^Unknown RESP type/, "does not lead to a Redis"],
];
const WRONG_CODES: [RegExp, string][] = [
  [/^ENOTFOUND$/, "has a host name that cannot be resolved"],
  [
    /^(ERR_SSL_|ERR_TLS_|EPROTO|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO)/,
    "leads to a server without valid TLS",
  ],
];

/** Returns what is wrong with the setting, as it follows REDIS_URL, or undefined if Redis may be back in a moment. */
export function problemOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error ? String(error.code) : "";
  const found =
    WRONG.find(([words]) => words.test(error.message)) ?? WRONG_CODES.find(([codes]) => codes.test(code));
  return found?.[1] ?? problemOf(error.cause);
}

/**
 * Returns the state of Redis, or undefined if it does not answer now. Throws SettingError with one line if the setting is
 * wrong: its password, host, TLS or database, or a Redis that cannot count.
 */
export async function checkRedis(url: string): Promise<RedisState | undefined> {
  const client = makeRedisClient(url, { name: "eigenwatch-start", reconnect: false });
  const errors: unknown[] = [];
  client.on("error", (error) => errors.push(error));
  const work = async () => {
    await client.connect();
    const refusesBy = await tryLimits(client);
    return { ...(await readRedisState(client)), refusesBy };
  };
  try {
    return await withPatience(PATIENCE_MILLISECONDS, work(), new Error("late"));
  } catch (error) {
    const problem = [error, ...errors].map(problemOf).find((one) => one !== undefined);
    if (problem) throw new SettingError(`REDIS_URL ${problem}.`);
    return undefined;
  } finally {
    client.destroy();
  }
}

/** Does once what limits need. Returns how Redis refuses to write now; throws only if another setting is needed. */
async function tryLimits(client: RedisClient): Promise<string | undefined> {
  const refused = await tryWrite(adderOn({ run: (work) => work(client) }));
  if (problemOf(refused)) throw refused;
  await client.scan("0", { COUNT: 1 });
  if (refused) return refusalOf(refused);
  await client.del("eigenwatch:start");
}
