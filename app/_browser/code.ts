/**
 * The reason why a part of this page's code is missing: - `updated`: the server now has another version of
 * EigenWatch; - `offline`: nothing answers, or a gateway reports that; - `blocked`: something else answered, such as
 * a proxy's page; - `broken`: it arrived, but this browser cannot run it.
 */
export type Absence = "updated" | "offline" | "blocked" | "broken";

const OURS = /\/_next\/static\/[^\s"')]+\.js/;
const isScript = (response: Response) => /javascript/.test(response.headers.get("content-type") ?? "");

/** Returns whether an error means that code did not load. */
export const isCodeError = (error: unknown): boolean =>
  error instanceof Error && (error.name === "ChunkLoadError" || error instanceof BrokenCode);

/**
 * Thrown for a script that arrived but cannot run. The browser reports it only to the window, so the loader would
 * wait forever.
 */
class BrokenCode extends Error {}

/** Requests the script that an error names, or one of this page, and returns why it did not load. */
export async function findAbsence(error: unknown, fetchHead = head): Promise<Absence> {
  if (!isCodeError(error)) return "broken";
  const named = OURS.exec(error instanceof Error ? error.message : "")?.[0];
  const own = document.querySelector<HTMLScriptElement>('script[src*="/_next/static/"]')?.src;
  try {
    const response = await fetchHead(named ?? own ?? "/");
    if (response.status === 404 || response.status === 410) return "updated";
    // The loader waits forever for a script that cannot run, so a retry cannot help.
    if (error instanceof BrokenCode) return "blocked";
    return response.status >= 500 || (response.ok && isScript(response)) ? "offline" : "blocked";
  } catch {
    return error instanceof BrokenCode ? "blocked" : "offline";
  }
}

const head = (url: string) => fetch(url, { method: "HEAD", cache: "no-store" });

/** Loads a part of the code. Rejects with an error that `findAbsence` can explain. */
export async function loadCode<T>(load: () => Promise<T>): Promise<T> {
  let stop = () => {};
  const broken = new Promise<never>((_, reject) => {
    const onError = (event: Event) => {
      const script = event instanceof ErrorEvent ? OURS.exec(event.filename)?.[0] : undefined;
      if (script) reject(new BrokenCode(`${script} is not a script.`));
    };
    window.addEventListener("error", onError);
    stop = () => window.removeEventListener("error", onError);
  });
  try {
    return await Promise.race([load(), broken]);
  } finally {
    stop();
  }
}
