import postgres from "postgres";
import {
  ensureAnalyticsDatabase,
  ensureRoles,
  ensureUserDatabase,
  openAnalyticsToReader,
  roles,
} from "@/db/postgres/embedded/roles";

const PASSWORD = "trial";

/** A Postgres of a trial: `url` is the superuser's, for one database. */
export type TrialServer = { url: (database: string) => string };

/** Returns the result of `work` as superuser of one database. */
export async function asSuperuser<T>(
  { url }: TrialServer,
  database: string,
  work: (admin: postgres.Sql) => Promise<T>,
): Promise<T> {
  const admin = postgres(url(database), { max: 1, onnotice: () => {} });
  return await work(admin).finally(() => admin.end());
}

/** Makes our roles on a server, all with one password. */
export async function makeRoles(server: TrialServer): Promise<void> {
  const passwords = { owner: PASSWORD, reader: PASSWORD, application: PASSWORD, migrator: PASSWORD };
  await asSuperuser(server, "postgres", (admin) => ensureRoles(admin, passwords));
}

/** Returns the URL of a database as one of our roles. */
export function urlAs({ url }: TrialServer, database: string, role: string): string {
  const own = new URL(url(database));
  [own.username, own.password] = [role, PASSWORD];
  return own.toString();
}

/** Makes an analytics database without tables, which the reader may read, on a server with our roles. */
export async function makeAnalytics(server: TrialServer, database: string): Promise<void> {
  await asSuperuser(server, "postgres", (admin) => ensureAnalyticsDatabase(admin, database));
  await asSuperuser(server, database, openAnalyticsToReader);
}

/** Makes a user database without tables on a server with our roles. */
export const makeUsers = async (server: TrialServer, database: string): Promise<void> =>
  await asSuperuser(server, "postgres", (admin) => ensureUserDatabase(admin, database));

const ANALYTICS = "eigenlayer_analytics";
export const USERS = "eigenwatch_users";

/**
 * Makes both databases without tables, on one server or two. Returns the URLs of an instance, and that of the owner of the
 * analytics tables.
 */
export async function makeInstallation(analytics: TrialServer, user: TrialServer = analytics) {
  await makeRoles(analytics);
  if (user !== analytics) await makeRoles(user);
  await makeAnalytics(analytics, ANALYTICS);
  await makeUsers(user, USERS);
  return {
    ownerUrl: urlAs(analytics, ANALYTICS, roles.owner),
    urls: {
      ANALYTICS_DATABASE_URL: urlAs(analytics, ANALYTICS, roles.reader),
      USER_DATABASE_URL: urlAs(user, USERS, roles.application),
      MIGRATION_DATABASE_URL: urlAs(user, USERS, roles.migrator),
    },
  };
}
