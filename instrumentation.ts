/** Runs once in each server process before it answers anything. */
export async function register() {
  // biome-ignore lint/style/noProcessEnv: next replaces this while it builds, and so leaves Node's modules out elsewhere
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startUp } = await import("@/server/startup");
    await startUp();
  }
}
