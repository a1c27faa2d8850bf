import { userInfo } from "node:os";

/** Returns the name of the user that runs this process; undefined if the system knows only a number. */
export function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
