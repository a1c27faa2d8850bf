#!/bin/sh
# Run once by the image of Postgres, on an empty data folder.
set -eu
psql --username=postgres --set=ON_ERROR_STOP=1 --set=owner="$OWNER_PASSWORD" --set=reader="$READER_PASSWORD" \
  --set=monitor="$MONITOR_PASSWORD" --set=replication="$REPLICATION_PASSWORD" --file="${ROLES:-/roles}/analytics.sql"
echo "host replication replicator all scram-sha-256" >> "$PGDATA/pg_hba.conf"
psql --username=postgres --command="select pg_reload_conf()" > /dev/null
