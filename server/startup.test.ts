import { afterEach, expect, test, vi } from "vitest";
import { findProblem } from "./startup";

afterEach(() => vi.unstubAllEnvs());

test("a host of Redis that cannot be resolved now does not end a web server that starts", async () => {
  vi.stubEnv("REDIS_URL", "redis://eigenwatch:secret@no-such-host.invalid");
  expect(await findProblem()).toBeUndefined();
});
