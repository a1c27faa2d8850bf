import { once } from "node:events";
import { BlockList, connect, Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { type BackendKey, watchBackendKey } from "./backend-key";
import { type ConnectionTarget, pathOfSocket } from "./connection-url";
import { optionsOfTls, type Tls, TlsError } from "./tls";

/** Asks a Postgres whether it supports encryption: a length of 8 and the number of the SSLRequest message. */
const TLS_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

const OWN_MACHINE = new BlockList();
OWN_MACHINE.addSubnet("127.0.0.0", 8);
OWN_MACHINE.addAddress("::1", "ipv6");

type Options = {
  /** Seconds until a connection must be usable; 0 is no limit. */
  seconds: number;
  /** Called for each unencrypted connection to another machine. */
  onClear: () => void;
};

/** One attempt to connect, and every socket that it opened. */
type Attempt = { signal: AbortSignal; sockets: Socket[] };

/**
 * Opens the sockets of one client, encrypted as its URL asks, and tracks all of them, also unfinished ones:
 * postgres-js forgets a connection that it ends before it is ready, and Postgres would keep it for ever.
 */
export function makeSockets(target: ConnectionTarget, { seconds, onClear }: Options) {
  const closing = new AbortController();
  const opened = new Set<Socket>();
  const byKey = new Map<string, Socket>();
  const named = (socket: Socket): Socket => {
    watchBackendKey(socket, (key) => {
      byKey.set(nameOf(key), socket);
      socket.once("close", () => byKey.delete(nameOf(key)));
    });
    return socket;
  };
  const keep = <T extends Socket>(socket: T): T => {
    opened.add(socket);
    // An error without a listener ends the process, even when nobody uses the socket.
    return socket.on("error", () => {}).once("close", () => opened.delete(socket));
  };

  const plain = async ({ signal, sockets }: Attempt) => {
    const path = pathOfSocket(target);
    const place = path ? { path } : { host: target.address ?? target.host, port: target.port, noDelay: true };
    const socket = keep(connect(place));
    sockets.push(socket);
    await once(socket, "connect", { signal });
    return socket;
  };
  const encrypted = async (socket: Socket, tls: Tls, { signal, sockets }: Attempt) => {
    const secure = keep(connectTls({ socket, ...optionsOfTls(tls, target.host) }));
    sockets.push(secure);
    await once(secure, "secureConnect", { signal }).catch((error: NodeJS.ErrnoException) => {
      if (signal.aborted || error.code === "ECONNRESET") throw error;
      throw new TlsError(error.message);
    });
    return secure;
  };
  const clear = (socket: Socket) => {
    const { remoteAddress = "", remoteFamily } = socket;
    const isHere = OWN_MACHINE.check(remoteAddress, remoteFamily === "IPv6" ? "ipv6" : "ipv4");
    if (!pathOfSocket(target) && !isHere) onClear();
    return socket;
  };
  const ask = async (attempt: Attempt) => {
    const { tls } = target;
    const socket = await plain(attempt);
    if (!tls) return clear(socket);
    socket.write(TLS_REQUEST);
    const [said] = await once(socket, "data", { signal: attempt.signal });
    const answer = String(said);
    if (answer === "N" && !tls.isRequired) return clear(socket);
    try {
      if (answer !== "S") throw new TlsError("it offers no TLS, which sslmode requires");
      return await encrypted(socket, tls, attempt);
    } catch (error) {
      if (tls.isRequired || attempt.signal.aborted) throw error;
      socket.destroy();
      return clear(await plain(attempt));
    }
  };

  return {
    /** Returns a connected socket, or one that fails with the reason. */
    open: async (): Promise<Socket> => {
      const late = new AbortController();
      const timer = seconds > 0 ? setTimeout(() => late.abort(), seconds * 1000) : undefined;
      const attempt: Attempt = { signal: AbortSignal.any([closing.signal, late.signal]), sockets: [] };
      try {
        attempt.signal.throwIfAborted();
        return named(await ask(attempt));
      } catch (error) {
        for (const socket of attempt.sockets) socket.destroy();
        if (closing.signal.aborted)
          return new FailedSocket(failure("CONNECTION_ENDED", "The client was closed."));
        if (late.signal.aborted)
          return new FailedSocket(failure("CONNECT_TIMEOUT", "The server does not answer in time."));
        return new FailedSocket(error instanceof Error ? error : new Error(String(error)));
      } finally {
        clearTimeout(timer);
      }
    },
    /** Closes the socket of one connection, if it is one of this client. */
    drop: async (key: BackendKey): Promise<void> => {
      const socket = byKey.get(nameOf(key));
      if (!socket) return;
      const closed = once(socket, "close");
      socket.destroy();
      await closed;
    },
    /** Closes every socket and opens no new ones. */
    close: () => {
      closing.abort();
      for (const socket of opened) socket.destroy();
    },
  };
}

const nameOf = ({ pid, secret }: BackendKey) => `${pid} ${secret}`;

const failure = (code: string, message: string) => Object.assign(new Error(message), { code });

/**
 * Accepts writes and then fails. postgres-js never frees a place in its pool if a socket cannot be made, and waits
 * forever on one that closes before its first message.
 */
class FailedSocket extends Socket {
  constructor(reason: Error) {
    super();
    const fail = () => {
      this.emit("error", reason);
      this.emit("close", true);
    };
    setImmediate(() => setImmediate(fail));
  }
  override _write(_chunk: unknown, _encoding: unknown, done: () => void) {
    done();
  }
}
