import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { type EventLoopUtilization, performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import pLimit, { type LimitFunction } from "p-limit";

/** Requests of one network handled at once: a browser's connections, and a few more. */
const MOST_AT_ONCE = 8;
const MOST_WAITING = 2000;
/**
 * If more requests than this wait, a network gets one turn at a time, followed by a pause of this many times the
 * turn's length.
 */
const CROWD_WAITING = 20;
const CROWD_PAUSE_FACTOR = 3;
const LONGEST_CROWD_PAUSE_MILLISECONDS = 1000;
/** A download streams for long, so after this time its turn passes to the next request. */
const LONGEST_TURN_MILLISECONDS = 1000;
/** Refusals cost the client nothing but cost us something, so a network gets only a few per second. */
const REFUSAL_PAUSE_MILLISECONDS = 100;
const LOOK_MILLISECONDS = 100;
const BUSY_SHARE = 0.7;

/**
 * Limits how many requests of one network are handled at once, so that a flood delays only its own network. While the
 * event loop is busy, the number falls, down to one: fewer at once are as fast. A network with many waiting requests
 * gets one turn with pauses, which leaves the loop to others most of the time.
 */
export class Turns {
  readonly #limits = new Map<string, LimitFunction>();
  readonly #ending: AbortSignal;
  #atOnce = MOST_AT_ONCE;

  /** Stops pausing once `ending` aborts: waiting requests then have to be answered before the process ends. */
  constructor(ending: AbortSignal) {
    this.#ending = ending;
    ending.addEventListener("abort", () => {
      for (const limit of this.#limits.values()) this.#adaptOne(limit);
    });
  }

  /**
   * Handles a request at its network's turn, unless its client has left. Cuts off a network with too many
   * waiting.
   */
  take(network: string, response: ServerResponse, handle: () => void): void {
    const limit = this.#limits.get(network) ?? pLimit(this.#atOnce);
    this.#limits.set(network, limit);
    this.#adaptOne(limit);
    if (limit.pendingCount >= MOST_WAITING) {
      response.destroy();
      return;
    }
    void limit(async () => {
      if (response.destroyed) return;
      const startedAt = performance.now();
      const over = new AbortController();
      const { signal } = over;
      handle();
      const turn = setTimeout(LONGEST_TURN_MILLISECONDS, undefined, { signal });
      await Promise.race([response.closed || once(response, "close", { signal }), turn]).catch(() => {});
      over.abort();
      const took = performance.now() - startedAt;
      if (response.statusCode === 429) await this.#pause(REFUSAL_PAUSE_MILLISECONDS);
      else if (limit.pendingCount > CROWD_WAITING)
        await this.#pause(Math.min(took * CROWD_PAUSE_FACTOR, LONGEST_CROWD_PAUSE_MILLISECONDS));
      this.#adaptOne(limit);
    }).finally(() => {
      if (limit.activeCount + limit.pendingCount === 0) this.#limits.delete(network);
    });
  }

  /** Returns how many requests of one network are handled at once now. */
  get atOnce(): number {
    return this.#atOnce;
  }

  /** Halves the number of turns if the event loop was busy for most of the time, and adds one back if it was not. */
  adapt(activeShare: number): void {
    const wanted = activeShare > BUSY_SHARE ? Math.floor(this.#atOnce / 2) : this.#atOnce + 1;
    this.#atOnce = Math.min(MOST_AT_ONCE, Math.max(1, wanted));
    for (const limit of this.#limits.values()) this.#adaptOne(limit);
  }

  async #pause(milliseconds: number): Promise<void> {
    await setTimeout(milliseconds, undefined, { signal: this.#ending }).catch(() => {});
  }

  #adaptOne(limit: LimitFunction): void {
    const isCrowd = !this.#ending.aborted && limit.pendingCount > CROWD_WAITING;
    const wanted = isCrowd ? 1 : this.#atOnce;
    if (limit.concurrency !== wanted) limit.concurrency = wanted;
  }

  /** Starts to adapt the number of turns to this process's event loop. */
  watchEventLoop(): void {
    let last: EventLoopUtilization = performance.eventLoopUtilization();
    setInterval(() => {
      const now = performance.eventLoopUtilization();
      this.adapt(performance.eventLoopUtilization(now, last).utilization);
      last = now;
    }, LOOK_MILLISECONDS).unref();
  }
}
