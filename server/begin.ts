import { stampPeers } from "./auth/peer";
import { problemOfAuthSettings } from "./auth/settings";

/** What has to be so before this process answers anybody; ends it with one line when it cannot be. */
export function beginServing(): void {
  const problem = problemOfAuthSettings();
  if (problem) {
    console.error(problem);
    process.exit(1);
  }
  stampPeers();
}
