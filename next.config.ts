import type { NextConfig } from "next";

const config: NextConfig = {
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
