import { CONFIGURATION_EXIT_CODE } from "../../server/exit-codes";

/** How a process ended: by itself with a code, or by a signal. */
export type Ended = { code: number | null; signal: NodeJS.Signals | null };

/** SIGTERM lets a web server announce its end first; SIGINT does not wait. */
export type StopSignal = "SIGTERM" | "SIGINT";

/** A running web server. */
export type Server = {
  /** Resolves to true once it answers; to false when it ended, or did not answer in time. */
  answers: Promise<boolean>;
  ended: Promise<Ended>;
  stop: (signal?: StopSignal) => Promise<void>;
};

type Options = {
  start: () => Server;
  log: (line: string) => void;
  /** Called when the first server answers. */
  onReady: () => void;
  /** Waits before the next start; resolves early, to false, when nothing is to be started any more. */
  wait: (seconds: number) => Promise<boolean>;
  /** Returns the milliseconds of a clock. */
  now?: () => number;
};

/** After running for this long, the next crash counts as the first. */
const STEADY_MILLISECONDS = 60_000;
const LONGEST_SECONDS = 60;

/** Returns the seconds to wait after this many crashes in a row: 1, 2, 4 and so on up to 60. */
const restartSeconds = (crashes: number) => Math.min(2 ** (crashes - 1), LONGEST_SECONDS);

/**
 * Keeps a web server running: restarts it whenever it ends, with growing pauses. Returns the reason when a
 * restart cannot help: its settings, or a first start that failed by itself. Returns `undefined` when told to
 * stop.
 */
export async function supervise({
  start,
  log,
  onReady,
  wait,
  now = () => performance.now(),
}: Options): Promise<Ended | undefined> {
  let hasServed = false;
  let crashes = 0;
  for (;;) {
    const startedAt = now();
    const server = start();
    const isAnswering = await server.answers;
    if (isAnswering && !hasServed) onReady();
    if (isAnswering && hasServed) log("The web server answers again.");
    hasServed ||= isAnswering;
    // A server that neither answers nor ends is stuck.
    if (!isAnswering) await server.stop();
    const ended = await server.ended;
    if (ended.code === CONFIGURATION_EXIT_CODE) return ended;
    if (!hasServed && ended.signal === null) return ended;
    if (now() - startedAt > STEADY_MILLISECONDS) crashes = 0;
    crashes += 1;
    const seconds = restartSeconds(crashes);
    if (!(await wait(0))) return undefined;
    log(`The web server ended ${howOf(ended)}. It is started again in ${seconds} s (restart ${crashes}).`);
    if (!(await wait(seconds))) return undefined;
  }
}

/** Returns how a process ended, to follow the word "ended". */
export const howOf = ({ code, signal }: Ended) => (signal ? `by ${signal}` : `with code ${code}`);
