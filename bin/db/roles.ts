import { parseConnectionUrl } from "../../db/postgres/connection-url";
import { SettingError } from "../../db/postgres/setting-error";
import { type CheckedRole, checkRoles } from "../../db/roles/check";
import { roleStatements } from "../../db/roles/statements";
import { defineCommand } from "./command";
import { about, withDatabases } from "./databases";

type Options = { print?: true; check?: true; monitor?: string };

const MONITOR = "eigenwatch_monitor";

export const roles = defineCommand<Options>({
  name: "roles",
  summary: "Prints the SQL of the roles, or checks their rights.",
  details:
    "The roles are those of the URLs: reader, application, migrator, and a monitor that reads statistics only. --check names each right that is too many or too few, and exits with 1 if there is one.",
  configure: (command) =>
    command
      .option("--print", "print the SQL that makes the roles with the least rights")
      .option("--check", "compare the roles' rights with those")
      .option(
        "--monitor <name>",
        `the monitor's role; default for --print: ${MONITOR}, and for --check: none`,
      ),
  run: async ({ print, check, monitor }) => {
    if (print === check) throw new SettingError("Choose one of --print and --check.");
    return await withDatabases(["analytics", "user"], "npm run db -- roles", async ({ analytics, user }) => {
      const [reader, application] = [
        parseConnectionUrl(analytics.readerUrl),
        parseConnectionUrl(user.applicationUrl),
      ];
      const migrator = parseConnectionUrl(user.migratorUrl).user;
      if (print) {
        const isOneDatabase =
          reader.host === application.host &&
          reader.port === application.port &&
          reader.database === application.database;
        const names = {
          reader: reader.user,
          application: application.user,
          migrator,
          monitor: monitor ?? MONITOR,
        };
        const sql = roleStatements({
          analyticsDatabase: reader.database,
          userDatabase: application.database,
          isOneDatabase,
          roles: names,
        });
        return { lines: [sql], data: { roles: names, sql } };
      }
      const watched = monitor ? { monitor } : {};
      const found = [
        ...(await about("analytics", () => checkRoles(analytics.readerUrl, { reader: reader.user }))),
        ...(await about("user", () =>
          checkRoles(user.applicationUrl, { application: application.user, migrator, ...watched }),
        )),
      ];
      return { lines: found.flatMap(linesOf), data: { roles: found }, isFailed: found.some(isWrong) };
    });
  },
});

const isWrong = ({ tooMany, tooFew }: CheckedRole) => tooMany.length + tooFew.length > 0;

function linesOf(checked: CheckedRole): string[] {
  const { role, name, tooMany, tooFew } = checked;
  if (!isWrong(checked)) return [`${role} (${name}): the least that it needs`];
  return [
    `${role} (${name}):`,
    ...tooMany.map((line) => `  too many: ${line}`),
    ...tooFew.map((line) => `  too few: ${line}`),
  ];
}
