import { parseConnectionUrl } from "../../db/postgres/connection-url";
import { repairJournal } from "../../db/user/migrations/adopt";
import { defineCommand } from "./command";
import { about, withDatabases } from "./databases";

export const repair = defineCommand<{ adopt?: boolean }>({
  name: "repair",
  summary:
    "Says what is wrong with the journal of migrations; with --adopt, mends it where that is proved right.",
  details:
    "The journal is mended only if the live schema equals the one that the migrations make, which run in a scratch schema for that, in a transaction that is rolled back. The schema itself is never changed.",
  configure: (command) =>
    command.option("--adopt", "record migrations that the live schema proves to have run"),
  run: async ({ adopt = false }) =>
    await withDatabases(["user"], "npm run db -- repair", async ({ user }) => {
      const applicationRole = parseConnectionUrl(user.applicationUrl).user;
      const { state, adoptable, obstacles, isDone } = await about(
        "user",
        () => repairJournal({ url: user.migratorUrl, applicationRole, mayWrite: adopt }),
        user.migratorSetting,
      );
      const { problems, pending } = state;
      const isSound = problems.length === 0 && !isDone && adoptable.length === 0 && obstacles.length === 0;
      const lines = [
        ...problems,
        ...(isSound && pending.length === 0 ? ["The journal matches the migrations of this version."] : []),
        ...(isSound && pending.length > 0
          ? [`Pending: ${pending.join(", ")}. Run npm run db -- migrate.`]
          : []),
        ...(isDone ? [`Recorded as run: ${adoptable.join(", ")}. The schema was not changed.`] : []),
        ...(!isDone && adoptable.length > 0
          ? [`The live schema shows that these ran: ${adoptable.join(", ")}.`]
          : []),
        ...obstacles,
        ...(obstacles.length > 0
          ? [
              "Nothing was changed. Restore a backup, or write a migration that leads from the live schema to this one.",
            ]
          : []),
        ...(!isDone && obstacles.length === 0 && adoptable.length > 0
          ? ["npm run db -- repair --adopt records them."]
          : []),
      ];
      return {
        lines,
        data: { problems, pending, adoptable, obstacles, adopted: isDone },
        isFailed: problems.length > 0 || obstacles.length > 0 || (!isDone && adoptable.length > 0),
      };
    }),
});
