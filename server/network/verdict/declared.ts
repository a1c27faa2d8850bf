/** Websites on which anybody can have a page, so that an equal host there is no clue. */
const PLATFORMS = [
  "eigenlayer.xyz",
  "eigencloud.xyz",
  "x.com",
  "twitter.com",
  "t.co",
  "github.com",
  "github.io",
  "githubusercontent.com",
  "gitlab.com",
  "gitbook.io",
  "linktr.ee",
  "t.me",
  "telegram.me",
  "discord.com",
  "discord.gg",
  "medium.com",
  "mirror.xyz",
  "substack.com",
  "notion.site",
  "notion.so",
  "google.com",
  "youtube.com",
  "linkedin.com",
  "facebook.com",
  "instagram.com",
  "reddit.com",
  "warpcast.com",
  "vercel.app",
  "netlify.app",
  "pages.dev",
  "workers.dev",
  "herokuapp.com",
  "web.app",
  "firebaseapp.com",
  "wixsite.com",
  "webflow.io",
  "wordpress.com",
  "blogspot.com",
  "carrd.co",
  "tilda.ws",
  "framer.website",
  "ipfs.io",
  "etherscan.io",
];

const isPlatform = (host: string) =>
  PLATFORMS.some((platform) => host === platform || host.endsWith(`.${platform}`));

const withoutWww = (host: string) =>
  host
    .toLowerCase()
    .replace(/^www\./, "")
    .replace(/\.$/, "");

/** Returns the host of a declared website without "www."; `null` for none, and for a platform that anybody can have a page on. */
export function hostOf(website: string | null): string | null {
  if (website === null || !URL.canParse(website)) return null;
  const { protocol, hostname } = new URL(website);
  const host = withoutWww(hostname);
  const isName = /^https?:$/.test(protocol) && host.includes(".") && !/^[\d.]+$/.test(host);
  return isName && !isPlatform(host) ? host : null;
}

/** Returns the hosts that a text names, such as "example.org" in "see example.org/vaults". */
export const hostsIn = (text: string | null): string[] =>
  Array.from((text ?? "").matchAll(/(?<![\w.@-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\w-])/gi), ([host]) =>
    withoutWww(host),
  );

/**
 * Returns a declared name in the form in which names are compared: its letters and digits, in lower case; `null` if
 * none.
 */
export function nameKey(name: string | null): string | null {
  const key = (name ?? "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
  return key === "" ? null : key;
}
