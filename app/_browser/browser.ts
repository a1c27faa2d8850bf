/**
 * Access to facilities that a browser may lack, block or have no room for. No other module of the app may use
 * them directly: storage is blocked by privacy settings, the clipboard needs https, and old browsers have neither
 * channels nor media queries.
 */

/** Values that the browser refused to store; they last as long as this page. */
const inMemory = new Map<string, string>();

/** Returns the value stored under this key, or `null`. */
export function readStored(key: string): string | null {
  const inPage = inMemory.get(key);
  if (inPage !== undefined) return inPage;
  try {
    const value: unknown = window.localStorage.getItem(key);
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}

/** Stores a value in the browser, or in this page where the browser refuses. */
export function store(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
    if (window.localStorage.getItem(key) !== value) throw new Error("The browser did not store the value.");
    inMemory.delete(key);
  } catch {
    inMemory.set(key, value);
  }
}

/** Removes a value from the browser and from this page. */
export function removeStored(key: string): void {
  inMemory.delete(key);
  try {
    window.localStorage.removeItem(key);
  } catch {}
}

/** Keeps a value for the next page that this tab opens, where the browser can. */
export function keepForNextPage(key: string, value: string): void {
  try {
    window.sessionStorage.setItem(key, value);
  } catch {}
}

/** Returns the value that the previous page kept under this key, once, or `null`. */
export function takeFromLastPage(key: string): string | null {
  try {
    const value: unknown = window.sessionStorage.getItem(key);
    window.sessionStorage.removeItem(key);
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}

/** Calls `listener` when another tab changes the stored values. Returns a function that stops it. */
export function watchStored(listener: () => void): () => void {
  window.addEventListener("storage", listener);
  return () => window.removeEventListener("storage", listener);
}

/** Sets a cookie that lasts a year. Returns whether the browser accepted it. */
export function storeCookie(name: string, value: string): boolean {
  try {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that are in use
    document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
    return document.cookie.split("; ").includes(`${name}=${value}`);
  } catch {
    return false;
  }
}

/** Returns whether the browser accepts cookies, which a session needs. */
export const acceptsCookies = (): boolean => navigator.cookieEnabled !== false;

export type Channel = { post: (message: string) => void; close: () => void };

/** Opens a channel to the other tabs of this browser. Without one, messages go to nobody. */
export function openChannel(name: string, onMessage?: () => void): Channel {
  try {
    const channel = new BroadcastChannel(name);
    if (onMessage) channel.onmessage = onMessage;
    return { post: (message) => channel.postMessage(message), close: () => channel.close() };
  } catch {
    return { post: () => {}, close: () => {} };
  }
}

/** Copies a text and returns whether it worked. Pages on plain http have only the older API. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByEvent(text);
  }
}

function copyByEvent(text: string): boolean {
  let isCopied = false;
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
    isCopied = event.clipboardData !== null;
  };
  document.addEventListener("copy", onCopy, true);
  try {
    return document.execCommand("copy") && isCopied;
  } catch {
    return false;
  } finally {
    document.removeEventListener("copy", onCopy, true);
  }
}

/** Returns the browser's IndexedDB, or `undefined` where it is missing or blocked. */
export function findDatabase(): IDBFactory | undefined {
  try {
    return window.indexedDB ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Adds stand-ins for APIs that libraries use without checking: media queries that never match, and an observer
 * that sees nothing.
 */
export function substituteMissing(): void {
  substitute("matchMedia", neverMatching);
  substitute("ResizeObserver", BlindObserver);
}

function substitute(name: "matchMedia" | "ResizeObserver", value: unknown) {
  if (typeof window[name] === "function") return;
  try {
    Object.defineProperty(window, name, { value, configurable: true, writable: true });
  } catch {}
}

class BlindObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

const neverMatching = (media: string): MediaQueryList =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
  });
