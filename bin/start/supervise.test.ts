import { describe, expect, it } from "vitest";
import { CONFIGURATION_EXIT_CODE } from "../../server/exit-codes";
import { type Ended, type Server, supervise } from "./supervise";

const crash: Ended = { code: 1, signal: null };
const killed: Ended = { code: null, signal: "SIGKILL" };
type Life = { ends: Ended; answers?: boolean; milliseconds?: number };

/** Runs these lives one after the other; the last wait of all is refused, as when the launcher stops. */
async function run(lives: Life[]) {
  let clock = 0;
  const rest = [...lives];
  const waits: number[] = [];
  const lines: string[] = [];
  let ready = 0;
  const start = (): Server => {
    const { ends, answers = true, milliseconds = 0 } = rest.shift() ?? { ends: crash };
    clock += milliseconds;
    return { answers: Promise.resolve(answers), ended: Promise.resolve(ends), stop: async () => {} };
  };
  const wait = async (seconds: number) => {
    if (seconds > 0) waits.push(seconds);
    return rest.length > 0;
  };
  const onReady = () => {
    ready += 1;
  };
  const outcome = await supervise({
    start,
    wait,
    onReady,
    now: () => clock,
    log: (line) => lines.push(line),
  });
  return { outcome, waits, lines, ready };
}

describe("a web server that ends", () => {
  it("is started again for ever, ever more slowly, and that is said", async () => {
    const { outcome, waits, lines, ready } = await run([
      ...Array(10).fill({ ends: killed }),
      { ends: crash },
    ]);
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
    expect(lines[0]).toBe("The web server ended by SIGKILL. It is started again in 1 s (restart 1).");
    expect(lines[1]).toBe("The web server answers again.");
    expect(ready).toBe(1);
    expect(outcome).toBeUndefined();
  });

  it("after a minute of service is started again at once", async () => {
    const { waits } = await run([
      { ends: crash },
      { ends: crash },
      { ends: crash, milliseconds: 61_000 },
      { ends: crash },
    ]);
    expect(waits).toEqual([1, 2, 1]);
  });

  it("is started again where it once served, although it does not answer now", async () => {
    const { waits } = await run([{ ends: crash }, { ends: crash, answers: false }, { ends: crash }]);
    expect(waits).toEqual([1, 2]);
  });

  it("is given up when its settings keep it from serving, at the first start and later", async () => {
    const misconfigured: Ended = { code: CONFIGURATION_EXIT_CODE, signal: null };
    expect(await run([{ ends: misconfigured, answers: false }, { ends: crash }])).toMatchObject({
      outcome: misconfigured,
      waits: [],
    });
    expect(await run([{ ends: crash }, { ends: misconfigured, answers: false }])).toMatchObject({
      outcome: misconfigured,
      waits: [1],
    });
  });

  it("at its very first start is given up when it ends by itself, and not when it was killed", async () => {
    expect((await run([{ ends: crash, answers: false }, { ends: crash }])).outcome).toBe(crash);
    expect((await run([{ ends: killed, answers: false }, { ends: crash }])).waits).toEqual([1]);
  });
});
