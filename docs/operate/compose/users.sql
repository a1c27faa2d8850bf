-- The lines between the marks are those of `npm run db -- roles --print`, with passwords (bin/image/compose.test.ts).
-- begin
create role eigenwatch_migrator login password :'migrator';
create role eigenwatch_app login password :'app';
alter role eigenwatch_app set statement_timeout = '10s';
alter role eigenwatch_app set lock_timeout = '2s';
alter role eigenwatch_app set idle_in_transaction_session_timeout = '10s';
create database eigenwatch_users owner eigenwatch_migrator;
revoke all on database eigenwatch_users from public;
grant connect on database eigenwatch_users to eigenwatch_app;
create role eigenwatch_monitor login password :'monitor';
grant pg_monitor to eigenwatch_monitor;
grant connect on database eigenwatch_users to eigenwatch_monitor;
-- end
