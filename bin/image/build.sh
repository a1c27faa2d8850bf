#!/bin/sh
# Second stage of the image: builds a server of its own into .next/standalone. It asks no database and needs no secret.
set -eu
BUILD_STANDALONE=true NEXT_TELEMETRY_DISABLED=1 NODE_ENV=production exec node node_modules/next/dist/bin/next build
