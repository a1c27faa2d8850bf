import { assertReadOnly, WritableError } from "@/db/analytics/guard";
import { databaseSettings } from "@/db/env";
import { stampPeers } from "./auth/peer";

/** What has to be so before this process answers anybody; ends it with one line when it cannot be. */
export async function beginServing(): Promise<void> {
  const problem = await findProblem();
  if (problem) {
    console.error(problem.replaceAll("\n", " "));
    process.exit(1);
  }
  stampPeers();
}

/** Settings are read when their module is first asked for, and that is where wrong ones throw. */
async function findProblem(): Promise<string | undefined> {
  try {
    const { problemOfAuthSettings } = await import("./auth/settings");
    return problemOfAuthSettings() ?? (await problemOfAnalyticsRole());
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The launcher asks too, before it builds; a process started without it must not serve either. */
async function problemOfAnalyticsRole(): Promise<string | undefined> {
  const { analyticsUrl, allowWritableAnalytics } = databaseSettings();
  if (!analyticsUrl || allowWritableAnalytics) return undefined;
  // A database that is down now is not a reason to stay down: its pool looks at the role before the first answer.
  return await assertReadOnly(analyticsUrl).then(
    () => undefined,
    (error: unknown) => (error instanceof WritableError ? error.message : undefined),
  );
}
