import { afterEach, expect, it, vi } from "vitest";
import { findAbsence, isCodeError, loadCode } from "./code";

const CHUNK = "/_next/static/chunks/0abc.js";
const missing = () =>
  Object.assign(new Error(`Failed to load chunk ${CHUNK} from module 12`), { name: "ChunkLoadError" });
const answer = (status: number, type: string) => async () =>
  new Response(null, { status, headers: { "content-type": type } });
const page = Object.assign(new EventTarget(), { querySelector: () => null });

afterEach(() => void vi.unstubAllGlobals());

/** Returns the error of a script that arrived as a page of HTML, as the browser reports it to the window. */
async function htmlForScript() {
  const window = new EventTarget();
  vi.stubGlobal("window", window);
  vi.stubGlobal(
    "ErrorEvent",
    class extends Event {
      filename = `https://eigenwatch.example${CHUNK}`;
    },
  );
  const loading = loadCode(() => new Promise(() => {}));
  window.dispatchEvent(new ErrorEvent("error"));
  return await loading.then(
    () => undefined,
    (error: unknown) => error,
  );
}

it.each<[string, () => Promise<Response>, string]>([
  ["404 of a newer version", answer(404, "text/html"), "updated"],
  ["502 of a gateway", answer(502, "text/html"), "offline"],
  ["the script after all", answer(200, "application/javascript; charset=utf-8"), "offline"],
  ["the page of a proxy", answer(200, "text/html"), "blocked"],
  ["403 of a CDN", answer(403, "text/html"), "blocked"],
  ["nothing", () => Promise.reject(new TypeError("Failed to fetch")), "offline"],
])("tells why code is missing when its address answers %s", async (_, fetchHead, why) => {
  vi.stubGlobal("document", page);
  const asked: string[] = [];
  const found = await findAbsence(missing(), (url) => {
    asked.push(url);
    return fetchHead();
  });
  expect(found).toBe(why);
  expect(asked).toEqual([CHUNK]);
});

it("stops waiting for a script that came as something else, which only a new page mends", async () => {
  vi.stubGlobal("document", page);
  const error = await htmlForScript();
  expect(isCodeError(error)).toBe(true);
  expect(await findAbsence(error, answer(200, "application/javascript"))).toBe("blocked");
  expect(await findAbsence(error, answer(404, "text/html"))).toBe("updated");
});

it("does not blame the server for code that came and fails in this browser", async () => {
  vi.stubGlobal("document", page);
  const error = new DOMException("The operation is insecure.", "SecurityError");
  expect(await findAbsence(error, answer(404, "text/html"))).toBe("broken");
});
