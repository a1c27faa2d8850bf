import { ServerResponse } from "node:http";

/** The written parts of a failed page, until it is complete. */
const held = new WeakMap<ServerResponse, Buffer[]>();

/** Returns the document to send for a failed page. */
type Complete = (html: string) => { html: string; status: number };

const isFailedPage = (response: ServerResponse) =>
  response.statusCode >= 500 &&
  !response.headersSent &&
  String(response.getHeader("content-type")).startsWith("text/html");

/**
 * Lets `complete` fill in every failed page. When a server component throws, Next's document has an empty body
 * that only a script fills, so without JavaScript nobody could read why.
 */
export function completeFailedPages(complete: Complete): void {
  const { flushHeaders, writeHead, write, end } = ServerResponse.prototype;

  // Next calls this first when it answers with a page.
  ServerResponse.prototype.flushHeaders = function (this: ServerResponse) {
    if (held.has(this)) return;
    if (!isFailedPage(this)) return Reflect.apply(flushHeaders, this, []);
    held.set(this, []);
    // "no-transform" keeps Next from compressing the page, which is read here.
    this.setHeader("cache-control", "private, no-store, no-transform");
  };
  ServerResponse.prototype.writeHead = function (this: ServerResponse, ...args: unknown[]) {
    return held.has(this) ? this : Reflect.apply(writeHead, this, args);
  };
  ServerResponse.prototype.write = function (this: ServerResponse, ...args: unknown[]) {
    const parts = held.get(this);
    if (!parts) return Reflect.apply(write, this, args);
    keep(parts, args)?.();
    return true;
  };
  ServerResponse.prototype.end = function (this: ServerResponse, ...args: unknown[]) {
    const parts = held.get(this);
    if (!parts) return Reflect.apply(end, this, args);
    const callback = keep(parts, args);
    held.delete(this);
    const { html, status } = complete(Buffer.concat(parts).toString());
    this.statusCode = status;
    if (status === 503) this.setHeader("retry-after", "5");
    this.setHeader("content-length", Buffer.byteLength(html));
    return Reflect.apply(end, this, [html, ...(callback ? [callback] : [])]);
  };
}

/** Stores the chunk of a call of `write` or `end`. Returns the call's callback. */
function keep(parts: Buffer[], args: unknown[]): (() => void) | undefined {
  const [chunk] = args;
  if (typeof chunk === "string" || chunk instanceof Uint8Array) parts.push(Buffer.from(chunk));
  return args.find((one): one is () => void => typeof one === "function");
}
