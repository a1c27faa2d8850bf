# Each stage runs one script of bin/image, which also runs without a container engine: npm run trial -- image.
# Debian's slim image has the user "node" and no curl.
ARG NODE_IMAGE=node:24.11.1-bookworm-slim

FROM ${NODE_IMAGE} AS deps
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY bin/image/deps.sh bin/image/
RUN sh bin/image/deps.sh

FROM deps AS build
COPY . .
RUN sh bin/image/build.sh
RUN sh bin/image/run.sh /image

FROM ${NODE_IMAGE} AS run
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 DATA_DIR=/tmp/eigenwatch
WORKDIR /app
COPY --from=build /image ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/api/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "bin/start.ts"]
