import type { RoleName } from "./least-privilege";

/** The databases of an installation, as their URLs name them, and its roles. */
export interface Installation {
  analyticsDatabase: string;
  userDatabase: string;
  isOneDatabase: boolean;
  roles: Record<RoleName, string>;
}

const quoted = (name: string) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

/** Returns the SQL that makes the four roles with the least that each needs. Passwords are left out. */
export function roleStatements({
  analyticsDatabase,
  userDatabase,
  isOneDatabase,
  roles,
}: Installation): string {
  const [reader, application] = [quoted(roles.reader), quoted(roles.application)];
  const [migrator, monitor] = [quoted(roles.migrator), quoted(roles.monitor)];
  const [analytics, user] = [quoted(analyticsDatabase), quoted(userDatabase)];
  const isOneRole = migrator === application;
  const parts = [
    `-- As a superuser, on the server of the analytics database:
create role ${reader} login password '…';
alter role ${reader} set default_transaction_read_only = on;
alter role ${reader} set statement_timeout = '10s';
alter role ${reader} set lock_timeout = '2s';
alter role ${reader} set jit = off;
grant connect on database ${analytics} to ${reader};`,
    `-- Inside ${analytics}, as the owner of its tables:
grant usage on schema public to ${reader};
grant select on all tables in schema public to ${reader};
alter default privileges in schema public grant select on tables to ${reader};`,
    `-- As a superuser, on the server of the user database:${
      isOneRole ? "" : `\ncreate role ${migrator} login password '…';`
    }
create role ${application} login password '…';
alter role ${application} set statement_timeout = '10s';
alter role ${application} set lock_timeout = '2s';
alter role ${application} set idle_in_transaction_session_timeout = '10s';
${
  isOneDatabase
    ? `grant connect, create on database ${user} to ${migrator};`
    : `create database ${user} owner ${migrator};\nrevoke all on database ${user} from public;`
}
grant connect on database ${user} to ${application};
-- npm run db -- migrate makes the tables as ${migrator}, and grants their rows to ${application}.`,
    `-- As a superuser, on both servers, for a tool that reads statistics and no row:
create role ${monitor} login password '…';
grant pg_monitor to ${monitor};
${[...new Set([analytics, user])].map((database) => `grant connect on database ${database} to ${monitor};`).join("\n")}`,
  ];
  return parts.join("\n\n");
}
