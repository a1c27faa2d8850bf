import type { RedisClient } from "./connection";

/** How a Redis stands. Where it may not be asked, `null`. */
export type RedisState = {
  /** The round trip. */
  milliseconds: number;
  isReplica: boolean | null;
  /** Whether it refuses to write, since it has no memory left. */
  isFull: boolean | null;
  /** The policy by which it would delete keys early to make room; undefined if it would delete none. */
  evictsBy: string | undefined;
  /** The word that a refused write begins with, such as MISCONF or NOREPLICAS; undefined if Redis writes. */
  refusesBy: string | undefined;
};

/** Reads the state. The command INFO may be forbidden to this user; then only the round trip is known. */
export async function readRedisState(client: RedisClient): Promise<Omit<RedisState, "refusesBy">> {
  const began = performance.now();
  await client.ping();
  const milliseconds = performance.now() - began;
  const text = await client.info().catch(() => "");
  const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, "m").exec(text)?.[1];
  const [role, used, most, policy] = ["role", "used_memory", "maxmemory", "maxmemory_policy"].map(field);
  const isLimited = most !== undefined && Number(most) > 0;
  return {
    milliseconds,
    isReplica: role === undefined ? null : role === "slave",
    isFull: used === undefined || most === undefined ? null : isLimited && Number(used) >= Number(most),
    evictsBy: isLimited && policy !== "noeviction" ? policy : undefined,
  };
}
