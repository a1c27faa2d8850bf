import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { openClient } from "../postgres/client";

/** The channel of the user database's triggers; a message is the id of a changed session or account. */
const CHANNEL = "eigenwatch_accounts";
const SETTINGS_CHANNEL = "eigenwatch_settings";
const BEAT_MILLISECONDS = 400;
/**
 * A little more than two missed heartbeats. Together with the session cache's limits, a revocation takes effect
 * within a second.
 */
const HEARS_MILLISECONDS = 900;
const REPLACED_AFTER_MILLISECONDS = 3000;
/** Returns the channel on which a listener notifies itself, to check that it still receives. */
const heartbeatOf = (id: string) => `eigenwatch_heartbeat_${id.replaceAll("-", "")}`;

export type AccountChanges = {
  /** Returns whether a change would be received now; when false, cached sessions must not be trusted. */
  hears: () => boolean;
  close: () => Promise<void>;
};

/**
 * Listens for changes of sessions, accounts and settings on its own connection. `onChange` gets the id; `onResync` means
 * that changes may have been missed. A heartbeat finds connections that are gone and replaces them. The URL has to be
 * direct, since LISTEN does not work through a transaction pooler.
 */
export function listenForAccountChanges(
  url: string,
  heard: { onChange: (id: string) => void; onResync: () => void; onSettings?: () => void },
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
      fresh.listen(
        SETTINGS_CHANNEL,
        current(() => heard.onSettings?.()),
      ),
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
