import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ["postgres", "pino"],
  // A cache kept from before a pull makes every page of `npm run dev` reload for ever.
  experimental: { turbopackFileSystemCacheForDev: false },
};

export default config;
