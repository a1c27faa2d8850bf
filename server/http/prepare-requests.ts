import { IncomingMessage, Server, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { networkOfRequest } from "../auth/client";
import { env } from "../env";
import { metrics } from "../metrics/metrics";
import { routeOf, statusClassOf } from "../metrics/routes";
import { answerByMethod } from "./allowed-methods";
import { Drain } from "./drain";
import { withRemoteAddress } from "./remote-address";
import { bareAnswer, SECURITY_HEADERS } from "./security-headers";
import { Turns } from "./turns";

const kept = globalThis as typeof globalThis & { eigenwatchDrain?: Drain };
const UNREADABLE: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Returns whether this process is about to stop, and should get no more requests. */
export const isLeaving = () => kept.eigenwatchDrain?.isLeaving === true;

/**
 * Adds our handling between Node's HTTP server and Next: every response gets the security headers, every request
 * its remote address, and methods that Next mishandles are answered here. Returns the drain.
 */
export function prepareRequests(isProduction = env.NODE_ENV === "production"): Drain {
  if (kept.eigenwatchDrain) return kept.eigenwatchDrain;
  const drain = new Drain();
  const turns = new Turns(drain.started);
  turns.watchEventLoop();
  kept.eigenwatchDrain = drain;

  const writeHead = ServerResponse.prototype.writeHead;
  ServerResponse.prototype.writeHead = function (this: ServerResponse, ...args: unknown[]): ServerResponse {
    if (!this.headersSent) {
      for (const [name, value] of Object.entries(SECURITY_HEADERS))
        if (!this.hasHeader(name)) this.setHeader(name, value);
      if (drain.hasStarted) this.setHeader("connection", "close");
    }
    return Reflect.apply(writeHead, this, args);
  };

  const servers = new WeakSet<Server>();
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (this: Server, event: string | symbol, ...args: unknown[]): boolean {
    if (!servers.has(this)) {
      servers.add(this);
      drain.follow(this);
      // WebSockets are not supported. With Next's listener Node would cut off clients that offer HTTP/2
      // (`Upgrade: h2c`).
      if (isProduction) this.removeAllListeners("upgrade");
      // Without a listener Node cuts off CONNECT, which asks for a proxy, without an answer.
      this.on("connect", (_, socket) => void socket.end(bareAnswer(501)));
    }
    const [first, second] = args;
    if (event === "clientError" && second instanceof Socket && this.listenerCount(event) === 0)
      return refuseUnreadable(first as NodeJS.ErrnoException, second, drain.hasAnswered(second));
    if (event === "request" && first instanceof IncomingMessage && second instanceof ServerResponse) {
      drain.owe(second);
      prepare(first);
      countAnswer(first, second);
      if (isProduction && answerByMethod(first, second)) return true;
      turns.take(networkOfRequest(first), second, () => Reflect.apply(emit, this, [event, ...args]));
      return true;
    }
    return Reflect.apply(emit, this, [event, ...args]);
  };
  return drain;
}

/** Counts an answer once it was sent; one whose client left before is not counted. */
function countAnswer({ url = "/" }: IncomingMessage, response: ServerResponse): void {
  const { http, httpAnswers } = metrics();
  const route = routeOf(url);
  const end = http.startTimer({ route });
  response.once("finish", () => {
    end();
    httpAnswers.inc({ route, status: statusClassOf(response.statusCode) });
  });
}

function prepare(request: IncomingMessage): void {
  withRemoteAddress(request.headers, request.socket.remoteAddress);
  // A client may send the absolute URL (RFC 9112, section 3.2.2); Next would redirect it there.
  if (request.url && !/^[/*]/.test(request.url)) request.url = pathOf(request.url);
  // No route serves ranges, and Next fails with 500 for a range outside of a static file.
  for (const name of ["range", "if-range", "if-match", "if-unmodified-since"]) delete request.headers[name];
}

function pathOf(address: string): string {
  const url = URL.parse(address);
  return url ? url.pathname + url.search : "/";
}

/** Answers a request that Node's parser rejected, as Node would but with our headers. Returns true: it is handled. */
function refuseUnreadable({ code = "" }: NodeJS.ErrnoException, socket: Socket, hasAnswered: boolean): true {
  if (socket.writable && !hasAnswered) socket.write(bareAnswer(UNREADABLE[code] ?? 400));
  socket.destroySoon();
  return true;
}
