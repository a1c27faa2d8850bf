import pTimeout from "p-timeout";
import { loadDotEnv } from "@/server/settings/environment";
import { describeError } from "../db/postgres/describe-error";
import { SettingError } from "../db/postgres/setting-error";

/** A supervisor kills us after ten seconds. */
const STOP_MILLISECONDS = 9000;

/** `npm run worker`: runs the scheduled jobs and nothing else, for an installation whose instances have WORKER=apart. */
async function run() {
  loadDotEnv();
  // Their settings are read when they are imported.
  const [{ databaseSettings }, { analyticsDatabase }, { env }, { startWorker }, { jobs }] = await Promise.all(
    [
      import("@/server/settings/databases"),
      import("@/server/databases"),
      import("@/server/env"),
      import("@/server/jobs/worker"),
      import("@/server/jobs/jobs"),
    ],
  );
  const { analyticsUrl, userUrl } = databaseSettings();
  if (!analyticsUrl || !userUrl)
    throw new SettingError(
      "Set ANALYTICS_DATABASE_URL and USER_DATABASE_URL. Jobs of the embedded databases run inside npm start.",
    );
  const { AUDIT_RETENTION_DAYS: auditRetentionDays } = env;
  const analytics = analyticsDatabase();
  const worker = startWorker({ userUrl, analytics, auditRetentionDays, jobs });
  const stop = async () => {
    await pTimeout(worker.stop().then(analytics.close), { milliseconds: STOP_MILLISECONDS }).catch(() => {});
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
}

run().catch((error) => {
  console.error(describeError(error));
  process.exitCode = 1;
});
