import type { Server, ServerResponse } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setImmediate, setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

const LOOK_MILLISECONDS = 25;
/** How many checks in a row, over 1.5 seconds, must find no new request before idle connections are closed. */
const QUIET_LOOKS = 60;

/** How many turns of the event loop in a row must bring no new connection before the port is closed. */
const CALM_TURNS = 3;
/** The longest wait for that: a load balancer may go on sending new connections forever. */
const TAKE_MILLISECONDS = 1000;

/** Tracks the servers of this process and their unfinished responses, so that it can stop without losing one. */
export class Drain {
  readonly #servers = new Set<Server>();
  readonly #owed = new Set<ServerResponse>();
  readonly #started = new AbortController();
  #isLeaving = false;
  #asked = 0;
  #connected = 0;

  /** Adds a server to close. */
  follow(server: Server): void {
    this.#servers.add(server);
    server.prependListener("connection", () => {
      this.#connected++;
    });
  }

  /** Adds a response that must be finished before the process ends. */
  owe(response: ServerResponse): void {
    this.#asked++;
    this.#owed.add(response);
    response.once("close", () => this.#owed.delete(response));
  }

  /** Returns whether a response is being written to this connection, so that nothing else may be. */
  hasAnswered(socket: Socket): boolean {
    return [...this.#owed].some((response) => response.socket === socket && response.headersSent);
  }

  /** True once the process is about to stop: it still serves, but is no longer ready for more. */
  get isLeaving(): boolean {
    return this.#isLeaving;
  }

  /** Says so before the drain, which says it too. */
  leave(): void {
    this.#isLeaving = true;
  }

  /** True when every response has to send `Connection: close`. */
  get hasStarted(): boolean {
    return this.#started.signal.aborted;
  }

  /** Aborts when the drain starts. */
  get started(): AbortSignal {
    return this.#started.signal;
  }

  /**
   * Accepts waiting connections, stops listening, finishes the requests in flight and closes every connection,
   * within `patience` milliseconds. A client that keeps a connection busy gets one more answer on it, with
   * `Connection: close`.
   */
  async run(patience: number): Promise<void> {
    const end = performance.now() + patience;
    this.leave();
    await this.#takeWaiting();
    // Responses send `Connection: close` only from here on. If they did so earlier, clients would open new
    // connections to this process.
    this.#started.abort();
    // http's own close() would cut idle connections at once, although a request may be on its way.
    for (const server of this.#servers) NetServer.prototype.close.call(server);
    let asked = this.#asked;
    let quiet = 0;
    while (performance.now() < end) {
      await setTimeout(LOOK_MILLISECONDS);
      // On a busy machine requests wait in the kernel until the loop reads them, which happens before this.
      await setImmediate();
      quiet = asked === this.#asked ? quiet + 1 : 0;
      asked = this.#asked;
      if ((await this.#countConnections()) === 0) break;
      if (quiet < QUIET_LOOKS) continue;
      for (const server of this.#servers) server.closeIdleConnections();
      if (this.#owed.size === 0) break;
    }
    for (const server of this.#servers) server.closeAllConnections();
  }

  /**
   * Accepts the connections that wait in the kernel, since closing the port would reset them. A busy loop accepts
   * one per turn.
   */
  async #takeWaiting(): Promise<void> {
    const end = performance.now() + TAKE_MILLISECONDS;
    for (let calm = 0; calm < CALM_TURNS && performance.now() < end; ) {
      const before = this.#connected;
      await setImmediate();
      calm = before === this.#connected ? calm + 1 : 0;
    }
  }

  async #countConnections(): Promise<number> {
    const counts = [...this.#servers].map((server) => promisify(server.getConnections.bind(server))());
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  }
}
