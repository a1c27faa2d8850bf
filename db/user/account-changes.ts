import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { openClient } from "../postgres/client";

/** What the triggers of the user database speak on: the id of a session or account of which something changed. */
const CHANNEL = "eigenwatch_accounts";
const BEAT_MILLISECONDS = 400;
/** Two beats that were missed and a little: with what is believed while deaf, a revocation counts within a second. */
const HEARS_MILLISECONDS = 900;
const REPLACED_AFTER_MILLISECONDS = 3000;
/** Each listener asks itself on a channel of its own whether it still hears. */
const heartbeatOf = (id: string) => `eigenwatch_heartbeat_${id.replaceAll("-", "")}`;

export type AccountChanges = {
  /** True when what is said now would be heard; false tells to believe nothing that is kept. */
  hears: () => boolean;
  close: () => Promise<void>;
};

/**
 * Hears of every change of a session or account within a moment of its commit, on a connection of its own. `onChange`
 * gets the id; `onResync` says that something may have been missed. A connection that is gone, closed or half open, is
 * noticed by a heartbeat and replaced. LISTEN does not pass a transaction pooler: the URL has to be a direct one.
 */
export function listenForAccountChanges(
  url: string,
  heard: { onChange: (id: string) => void; onResync: () => void },
  clock = Date.now,
): AccountChanges {
  const heartbeat = heartbeatOf(randomUUID());
  let heardAt = Number.NEGATIVE_INFINITY;
  let startedAt = 0;
  let client: postgres.Sql | undefined;
  let closed = false;

  const connect = () => {
    const fresh = openClient(url, {
      applicationName: "eigenwatch-listener",
      connectSeconds: 3,
    });
    client = fresh;
    startedAt = clock();
    const current = (work: () => void) => () => {
      if (client === fresh && !closed) work();
    };
    const onListen = current(() => {
      heard.onResync();
      void fresh.notify(heartbeat, "").catch(() => {});
    });
    const onHeartbeat = current(() => {
      heardAt = clock();
    });
    const listening = [
      fresh.listen(heartbeat, onHeartbeat),
      fresh.listen(CHANNEL, (id) => current(() => heard.onChange(id))(), onListen),
    ];
    for (const listen of listening) listen.catch(() => {});
  };

  const deafen = () => {
    heardAt = Number.NEGATIVE_INFINITY;
  };
  const hears = () => clock() - heardAt < HEARS_MILLISECONDS;
  const beat = () => {
    if (clock() - Math.max(heardAt, startedAt) > REPLACED_AFTER_MILLISECONDS) {
      void client?.end({ timeout: 0 }).catch(() => {});
      connect();
    } else void client?.notify(heartbeat, "").catch(deafen);
  };

  connect();
  const timer = setInterval(beat, BEAT_MILLISECONDS);
  timer.unref();
  return {
    hears,
    close: async () => {
      closed = true;
      clearInterval(timer);
      await client?.end({ timeout: 1 });
    },
  };
}
