#!/bin/sh
# Run once by the image of Postgres, on an empty data folder.
set -eu
psql --username=postgres --set=ON_ERROR_STOP=1 --set=migrator="$MIGRATOR_PASSWORD" --set=app="$APP_PASSWORD" \
  --set=monitor="$MONITOR_PASSWORD" --file="${ROLES:-/roles}/users.sql"
