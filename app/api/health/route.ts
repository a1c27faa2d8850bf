export const dynamic = "force-dynamic";

/** Alive: the process answers. Whether it can serve is `/api/health/ready`. */
export const GET = () => Response.json({ status: "alive" }, { headers: { "cache-control": "no-store" } });
