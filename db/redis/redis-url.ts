import { SettingError } from "../postgres/setting-error";

const SAMPLE = "redis://user:password@redis-host:6379";

/** Throws SettingError with one line, without the password, for a text that is no URL of one Redis. */
export function checkRedisUrl(text: string, name: string): void {
  const refuse = (problem: string): never => {
    throw new SettingError(`${name} ${problem}. It looks like ${SAMPLE}, or begins with rediss:// for TLS.`);
  };
  if (!/^rediss?:\/\//.test(text) || !URL.canParse(text)) refuse("is not a Redis URL");
  const url = new URL(text);
  if (url.hostname === "") refuse("names no host");
  if (url.hostname.includes(",")) refuse("names several hosts");
  if (!/^(\/\d{0,4})?$/.test(url.pathname)) refuse("must end with the number of a database, or with nothing");
  if (url.search !== "" || url.hash !== "") refuse("has parameters, which a Redis URL has not");
  for (const part of [url.username, url.password])
    if (!isEscaped(part)) refuse("has a % in its user or password that is not written as %25");
}

function isEscaped(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
