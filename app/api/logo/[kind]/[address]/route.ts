import { logosRouter } from "@/server/logos/router";
import { createContext } from "@/server/trpc/context";
import { createCallerFactory } from "@/server/trpc/procedure";

const callerOf = createCallerFactory(logosRouter);

/** Returns an answer without content; the page then keeps the mark drawn from the address. */
const none = (headers: Headers) => {
  headers.set("cache-control", "public, max-age=3600");
  return new Response(null, { status: 204, headers });
};

/**
 * Serves a declared logo from our own host, or no content when there is none that may be shown. Counted by
 * proxy.ts.
 */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/logo/[kind]/[address]">,
): Promise<Response> {
  const { kind, address } = await params;
  const id = address.toLowerCase();
  if ((kind !== "operator" && kind !== "avs") || !/^0x[0-9a-f]{40}$/.test(id)) return none(new Headers());
  try {
    const logos = callerOf(await createContext(request.headers));
    const logo = await logos.find({ kind, address: id });
    if (!logo) return none(new Headers());
    return new Response(new Uint8Array(logo.bytes), {
      headers: {
        "content-type": logo.type,
        "cache-control": "public, max-age=86400",
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
      },
    });
  } catch {
    // Not cached: a logo that cannot be fetched now may be available in a moment.
    return new Response(null, { status: 503, headers: { "cache-control": "no-store" } });
  }
}
