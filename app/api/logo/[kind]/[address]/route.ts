import { logoOf } from "@/server/logos/logo";

const NONE = { status: 204, headers: { "cache-control": "public, max-age=3600" } };

/** A declared logo as an image of our own host; no content when there is none that may be shown. */
export async function GET(
  _: Request,
  { params }: RouteContext<"/api/logo/[kind]/[address]">,
): Promise<Response> {
  const { kind, address } = await params;
  const id = address.toLowerCase();
  if ((kind !== "operator" && kind !== "avs") || !/^0x[0-9a-f]{40}$/.test(id))
    return new Response(null, NONE);
  const logo = await logoOf(kind, id).catch(() => undefined);
  if (!logo) return new Response(null, NONE);
  return new Response(new Uint8Array(logo.bytes), {
    headers: {
      "content-type": logo.type,
      "cache-control": "public, max-age=86400",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    },
  });
}
