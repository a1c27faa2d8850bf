import { setTimeout } from "node:timers/promises";
import { loadDotEnv } from "@/server/settings/environment";
import { launcherSettings } from "@/server/settings/launcher";
import { readSettings } from "@/server/settings/read";
import { describeError } from "../db/postgres/describe-error";
import { CONFIGURATION_EXIT_CODE } from "../server/exit-codes";
import { authEnvironment } from "./start/auth";
import { ensureBuild } from "./start/build";
import { holdDataFolder, isCommand } from "./start/data-folder";
import { needsCluster, openDatabases } from "./start/databases";
import { prepareLimits } from "./start/limits";
import { holdLock } from "./start/lock";
import { isPortFree } from "./start/port";
import { isImage, startServer, type Undo } from "./start/serve";
import { howOf, type Server, type StopSignal, supervise } from "./start/supervise";

const log = (line: string) => console.log(line);

/** How to stop what was started, in reverse order. A part is noted as soon as it runs, not once it is ready. */
const undo: Undo[] = [];
let server: Server | undefined;
/** SIGTERM, as a deployment sends it, lets the web server announce its end first. */
let stopSignal: StopSignal = "SIGINT";
let delaySeconds = 0;
const later = (step: Undo) => void undo.push(step);
const stopping = new AbortController();

/** Waits, or returns false at once when everything is to stop. */
async function wait(seconds: number): Promise<boolean> {
  return await setTimeout(seconds * 1000, true, { signal: stopping.signal }).catch(() => false);
}

/** `npm start` and, with --dev, `npm run dev`: databases, demo, build and web server, in that order. */
async function start(dev: boolean) {
  const began = performance.now();
  loadDotEnv();
  // Checks the web server's settings too: otherwise it would fail only after the build.
  readSettings();
  const { port, dataDir, shutdownDelaySeconds } = launcherSettings();
  delaySeconds = shutdownDelaySeconds;
  const address = `http://localhost:${port}`;
  await holdAlone(
    `port ${port}`,
    address,
    (holder) => `EigenWatch already runs at ${holder}. Open it, or stop it first.`,
  );
  if (!(await isPortFree(port)))
    throw new Error(
      `Another program uses port ${port}. Stop it, or choose a port: PORT=${port + 1} npm start`,
    );
  if (needsCluster()) {
    const lock = await holdDataFolder(dataDir, describeSelf(address), log);
    if ("heldBy" in lock) {
      const holder = isCommand(lock.heldBy) ? lock.heldBy : `the EigenWatch at ${lock.heldBy}`;
      throw new Error(
        `The data in ${dataDir} is in use by ${holder}. Stop it, or set DATA_DIR to another folder.`,
      );
    }
  }

  const auth = await authEnvironment();
  await prepareLimits(log);
  const { urls, away } = await openDatabases({ log, later, wait });
  if (!dev && !isImage()) await ensureBuild(log, later, wait);
  if (stopping.signal.aborted) return;
  later(async () => await server?.stop(stopSignal));
  const ended = await supervise({
    start: () => {
      server = startServer({ port, dev, delaySeconds: shutdownDelaySeconds }, { ...urls, ...auth });
      return server;
    },
    wait,
    log,
    onReady: () => {
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      const state = away.length === 0 ? "is ready" : `serves without the ${away.join(" and the ")} database`;
      log(`EigenWatch ${state} at ${address} (${seconds} s). Ctrl-C stops it.`);
    },
  });
  if (!ended || stopping.signal.aborted) return;
  // The web server has already printed its own line about a wrong setting.
  if (ended.code !== CONFIGURATION_EXIT_CODE)
    console.error(`The web server ended ${howOf(ended)} before it answered.`);
  await stop(1);
}

const describeSelf = (address: string) => `${address} (process ${process.pid})`;

async function holdAlone(name: string, address: string, words: (holder: string) => string) {
  const lock = await holdLock(name, describeSelf(address));
  if ("heldBy" in lock) throw new Error(words(lock.heldBy));
}

async function stop(code: number) {
  if (stopping.signal.aborted) return;
  stopping.abort();
  // Postgres finishes its last checkpoint by itself; a supervisor kills us ten seconds after the delay.
  const milliseconds = 9000 + (stopSignal === "SIGTERM" ? delaySeconds * 1000 : 0);
  void setTimeout(milliseconds, undefined, { ref: false }).then(() => process.exit(code));
  for (const step of undo.reverse()) await step().catch((error) => console.error(describeError(error)));
  process.exit(code);
}

/** Stops everything; a second signal ends the wait that SIGTERM began. */
function stopAt(signal: StopSignal) {
  if (stopping.signal.aborted) return void server?.stop("SIGINT");
  stopSignal = signal;
  void stop(0);
}

process.on("SIGINT", () => stopAt("SIGINT"));
process.on("SIGTERM", () => stopAt("SIGTERM"));
start(process.argv.includes("--dev")).catch((error) => {
  if (stopping.signal.aborted) return;
  console.error(describeError(error));
  void stop(1);
});
