/** Runs once in each server process before it answers anything. */
export async function register() {
  const { beginServing } = await import("@/server/begin");
  await beginServing();
}
