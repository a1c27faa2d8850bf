import { type readHeartbeats, type readScheduledJobs, WORKER_SILENT_SECONDS } from "../../db/user/jobs/runs";

type ScheduledJob = Omit<Awaited<ReturnType<typeof readScheduledJobs>>[number], "createdAt">;

/** Returns a line on the workers, and one for each scheduled job on its newest run. */
export function describeJobs(jobs: ScheduledJob[], heartbeats: Awaited<ReturnType<typeof readHeartbeats>>) {
  const running = heartbeats.filter((seconds) => seconds <= WORKER_SILENT_SECONDS).length;
  return [
    `scheduled jobs: ${running} ${running === 1 ? "worker" : "workers"}`,
    ...jobs.map((job) => `  ${job.name} (${job.schedule} UTC): ${runOf(job)}`),
  ];
}

function runOf({ startedAt, outcome, milliseconds, figures, problem, succeededAt }: ScheduledJob): string {
  if (!startedAt || !outcome) return "has not run yet";
  const at = startedAt.toISOString();
  if (outcome === "running") return `runs since ${at}`;
  const took = milliseconds === null ? "" : ` in ${Math.round(milliseconds)} ms`;
  if (outcome === "succeeded") {
    const found = Object.entries(figures).map(([name, figure]) => `${name} ${figure}`);
    return [`succeeded at ${at}${took}`, ...found].join(", ");
  }
  const last = succeededAt ? `last succeeded at ${succeededAt.toISOString()}` : "never succeeded";
  return `${outcome === "failed" ? "failed" : "given back"} at ${at}${took}, ${last}: ${problem ?? "for no known reason"}`;
}
