-- The lines between the marks are those of `npm run db -- roles --print`, with passwords (bin/image/compose.test.ts).
create role pipeline_owner login password :'owner';
create role replicator login replication password :'replication';
create database eigenlayer_analytics owner pipeline_owner;
revoke all on database eigenlayer_analytics from public;
-- begin
create role eigenwatch_reader login password :'reader';
alter role eigenwatch_reader set default_transaction_read_only = on;
alter role eigenwatch_reader set statement_timeout = '10s';
alter role eigenwatch_reader set lock_timeout = '2s';
alter role eigenwatch_reader set jit = off;
grant connect on database eigenlayer_analytics to eigenwatch_reader;
create role eigenwatch_monitor login password :'monitor';
grant pg_monitor to eigenwatch_monitor;
grant connect on database eigenlayer_analytics to eigenwatch_monitor;
-- end
\connect eigenlayer_analytics
set role pipeline_owner;
-- begin
grant usage on schema public to eigenwatch_reader;
grant select on all tables in schema public to eigenwatch_reader;
alter default privileges in schema public grant select on tables to eigenwatch_reader;
-- end
