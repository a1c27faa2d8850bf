import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ["postgres", "pino"],
  // A cache kept from before a pull makes every page of `npm run dev` reload for ever.
  // No route reads a body of more than 100 KB; Next would keep 10 MB of it for the proxy.
  experimental: { turbopackFileSystemCacheForDev: false, proxyClientMaxBodySize: 128 * 1024 },
};

export default config;
