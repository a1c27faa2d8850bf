import type { NextConfig } from "next";

/** Set by bin/image/build.sh: a server with the files it needs, beside the build that `npm start` uses. */
const standalone = process.env.BUILD_STANDALONE === "true";

const config: NextConfig = {
  ...(standalone && { output: "standalone", outputFileTracingRoot: import.meta.dirname }),
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ["postgres", "pino", "pg-boss", "@redis/client", "rate-limiter-flexible"],
  experimental: {
    // A cache from before a pull makes every page of `npm run dev` reload for ever.
    turbopackFileSystemCacheForDev: false,
    // No route reads a body of more than 100 KB; Next would buffer 10 MB of it for the proxy.
    proxyClientMaxBodySize: 128 * 1024,
    // A page that cannot reach the server waits, where the browser would show an error page.
    useOffline: true,
  },
};

export default config;
