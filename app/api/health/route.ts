export const dynamic = "force-dynamic";

/** Answers whether the process is alive. Whether it can serve is `/api/health/ready`. */
export const GET = () => Response.json({ status: "alive" }, { headers: { "cache-control": "no-store" } });
