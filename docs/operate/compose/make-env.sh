#!/bin/sh
# Writes .env beside compose.yml, with a new random value for each secret: sh make-env.sh https://eigenwatch.example [FILE]
set -eu
url=${1:?Name the public address, such as https://eigenwatch.example.}
file=${2:-$(dirname "$0")/.env}
[ ! -e "$file" ] || { echo "$file exists, and the databases keep its passwords. Nothing was written." >&2; exit 1; }
umask 077
{
  echo "PUBLIC_URL=$url"
  for name in NEXTAUTH_SECRET METRICS_TOKEN GRAFANA_PASSWORD ANALYTICS_ADMIN_PASSWORD USERS_ADMIN_PASSWORD OWNER_PASSWORD \
    READER_PASSWORD REPLICATION_PASSWORD MIGRATOR_PASSWORD APP_PASSWORD MONITOR_PASSWORD; do
    # Hexadecimal, since most of them stand in URLs.
    echo "$name=$(openssl rand -hex 32)"
  done
} > "$file"
