import type { Server, ServerResponse } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setImmediate, setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

const LOOK_MILLISECONDS = 25;
/** How many looks in a row, 1.5 seconds, have to see no new request before connections without one are closed. */
const QUIET_LOOKS = 60;

/** How many turns of the event loop in a row have to bring no new connection before the port is closed. */
const CALM_TURNS = 3;
/** New ones may never end where others still send people here. */
const TAKE_MILLISECONDS = 1000;

/** Knows the servers of this process and the responses that they still owe, so that it can stop without losing one. */
export class Drain {
  readonly #servers = new Set<Server>();
  readonly #owed = new Set<ServerResponse>();
  readonly #started = new AbortController();
  #asked = 0;
  #connected = 0;

  /** Notes a server that is to be closed. */
  follow(server: Server): void {
    this.#servers.add(server);
    server.prependListener("connection", () => {
      this.#connected++;
    });
  }

  /** Notes a response that is to be waited for. */
  owe(response: ServerResponse): void {
    this.#asked++;
    this.#owed.add(response);
    response.once("close", () => this.#owed.delete(response));
  }

  /** True when a response is being written to this connection, so that nothing else may be. */
  hasAnswered(socket: Socket): boolean {
    return [...this.#owed].some((response) => response.socket === socket && response.headersSent);
  }

  /** True when every response has to say `Connection: close`. */
  get hasStarted(): boolean {
    return this.#started.signal.aborted;
  }

  /** Aborts when the drain starts. */
  get started(): AbortSignal {
    return this.#started.signal;
  }

  /**
   * Takes the connections that wait, stops listening, lets the requests in flight finish, and closes every connection,
   * within `patience` milliseconds. A client that keeps a connection busy gets one more answer on it, which says
   * `Connection: close`.
   */
  async run(patience: number): Promise<void> {
    const end = performance.now() + patience;
    await this.#takeWaiting();
    // Who is told to close its connection opens another one: only from here on, since nothing takes that any more.
    this.#started.abort();
    // http's own close() would cut idle connections at once, on which a request may be on its way.
    for (const server of this.#servers) NetServer.prototype.close.call(server);
    let asked = this.#asked;
    let quiet = 0;
    while (performance.now() < end) {
      await setTimeout(LOOK_MILLISECONDS);
      // On a busy machine requests wait in the kernel until the loop reads them, which it does before this.
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

  /** Takes the connections that wait in the kernel, which a busy loop takes one at a time: closing the port resets them. */
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
