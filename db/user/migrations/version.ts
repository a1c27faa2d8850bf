import { version } from "@/package.json";

/** The version of this build. A contract step of a migration names the lowest one that works after it. */
export const ourVersion: string = version;

/** Returns whether version `a`, such as "0.9.1", is older than `b`. */
export const isOlder = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true }) < 0;
