import {
  sweepAuditEvents,
  sweepCodes,
  sweepNonces,
  sweepRateLimits,
  sweepSends,
  sweepSessions,
} from "@/db/user/jobs/sweeps";
import { countWatchers } from "@/db/user/watchlist";
import { log } from "../log";
import { type Job, sweepAll } from "./job";
import { countGone } from "./references";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Every scheduled job. docs/operate/jobs.md explains each; a test compares the two. */
export const jobs: Job[] = [
  {
    name: "audit-events",
    schedule: "7 * * * *",
    everySeconds: HOUR,
    run: async (context) => ({
      deletedCount: await sweepAll(context, sweepAuditEvents(context.auditRetentionDays)),
    }),
  },
  {
    name: "sessions",
    schedule: "17 * * * *",
    everySeconds: HOUR,
    run: async (context) => ({ deletedCount: await sweepAll(context, sweepSessions) }),
  },
  {
    name: "email-codes",
    schedule: "27 * * * *",
    everySeconds: HOUR,
    run: async (context) => ({
      deletedCodeCount: await sweepAll(context, sweepCodes),
      deletedSendCount: await sweepAll(context, sweepSends),
    }),
  },
  {
    name: "nonces",
    schedule: "*/10 * * * *",
    everySeconds: 10 * MINUTE,
    run: async (context) => ({ deletedCount: await sweepAll(context, sweepNonces) }),
  },
  {
    name: "rate-limits",
    schedule: "* * * * *",
    everySeconds: MINUTE,
    run: async (context) => ({ deletedCount: await sweepAll(context, sweepRateLimits) }),
  },
  {
    name: "references",
    schedule: "37 * * * *",
    everySeconds: HOUR,
    run: async ({ db, readExisting }) => {
      const kinds = countGone(await countWatchers(db), await readExisting());
      const known = kinds.flatMap(({ gone }) => gone ?? []);
      const figures = {
        watchedCount: kinds.reduce((sum, { watchedCount }) => sum + watchedCount, 0),
        unknownCount: kinds.reduce((sum, { watchedCount, gone }) => sum + (gone ? 0 : watchedCount), 0),
        goneCount: known.reduce((sum, { entityCount }) => sum + entityCount, 0),
        goneEntryCount: known.reduce((sum, { entryCount }) => sum + entryCount, 0),
      };
      if (figures.goneCount > 0)
        log.warn(figures, "watched entities are gone from the analytics database; npm run db -- references");
      return figures;
    },
  },
];
