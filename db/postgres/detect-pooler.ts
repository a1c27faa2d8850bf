import { openClient } from "./client";

/** So often two connections are compared; a busy pooler may hand out different sessions by chance. */
const TRIES = 3;

/**
 * Returns whether a URL leads to a pooler that gives each transaction any session: a client then sees another client's
 * session, or another one than before. Sends no setting, so that any pooler answers. Throws if nothing answers.
 */
export async function isTransactionPooled(url: string): Promise<boolean> {
  const plain = `${url}${url.includes("?") ? "&" : "?"}pgbouncer=true`;
  const options = { applicationName: "eigenwatch-check", connectSeconds: 5 };
  const clients = [openClient(plain, options), openClient(plain, options)] as const;
  try {
    const seen = [new Set<number>(), new Set<number>()] as const;
    for (let tries = 0; tries < TRIES; tries++)
      for (const [place, client] of clients.entries()) {
        const rows = await client.unsafe("select pg_backend_pid() as pid");
        const pid = Number(rows[0]?.pid);
        // Postgres itself names the session's process when it connects.
        if (rows.state?.pid === pid) return false;
        seen[place]?.add(pid);
      }
    return seen[0].size > 1 || seen[1].size > 1 || [...seen[0]].some((pid) => seen[1].has(pid));
  } finally {
    await Promise.all(clients.map((client) => client.end({ timeout: 1 })));
  }
}
