import { assertReadOnly, WritableError } from "@/db/analytics/guard";
import { databaseSettings } from "@/db/env";
import { stampPeers } from "./auth/peer";
import { problemOfAuthSettings } from "./auth/settings";

/** What has to be so before this process answers anybody; ends it with one line when it cannot be. */
export async function beginServing(): Promise<void> {
  const problem = problemOfAuthSettings() ?? (await problemOfAnalyticsRole());
  if (problem) {
    console.error(problem);
    process.exit(1);
  }
  stampPeers();
}

/** The launcher asks too, before it builds; a process started without it must not serve either. */
async function problemOfAnalyticsRole(): Promise<string | undefined> {
  const { analyticsUrl, allowWritableAnalytics } = databaseSettings();
  if (!analyticsUrl || allowWritableAnalytics) return undefined;
  // A database that is down now is not a reason to stay down: readiness says so, and its role was no writer before.
  return await assertReadOnly(analyticsUrl).then(
    () => undefined,
    (error: unknown) => (error instanceof WritableError ? error.message : undefined),
  );
}
