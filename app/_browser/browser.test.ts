import { afterEach, beforeEach, expect, it, vi } from "vitest";

beforeEach(() => void vi.resetModules());
afterEach(() => void vi.unstubAllGlobals());

const refusing = () => {
  throw new DOMException("Access is denied for this document.", "SecurityError");
};
/** Returns a store that has room for `room` characters. */
function roomFor(room: number) {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > room) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
      values.set(key, value);
    },
    removeItem: (key: string) => void values.delete(key),
  };
}

it.each<[string, PropertyDescriptor]>([
  ["blocked", { get: refusing }],
  ["null", { value: null }],
  ["missing", { value: undefined }],
  ["full", { value: roomFor(0) }],
  ["without effect", { value: { getItem: () => null, setItem: () => {}, removeItem: () => {} } }],
  ["refusing each call", { value: { getItem: refusing, setItem: refusing, removeItem: refusing } }],
])("keeps values for this page where storage is %s", async (_, descriptor) => {
  vi.stubGlobal("window", Object.defineProperty({}, "localStorage", descriptor));
  const { readStored, removeStored, store } = await import("./browser");
  expect(readStored("a")).toBeNull();
  store("a", "one");
  expect(readStored("a")).toBe("one");
  store("a", "two");
  expect(readStored("a")).toBe("two");
  removeStored("a");
  expect(readStored("a")).toBeNull();
});

it("keeps values in the browser as long as there is room", async () => {
  const localStorage = roomFor(5);
  vi.stubGlobal("window", { localStorage });
  const { readStored, store } = await import("./browser");
  store("a", "short");
  expect(localStorage.getItem("a")).toBe("short");
  store("a", "too long");
  expect(readStored("a")).toBe("too long");
  store("a", "again");
  expect([readStored("a"), localStorage.getItem("a")]).toEqual(["again", "again"]);
});

it("opens a channel to nobody where there is none", async () => {
  vi.stubGlobal("BroadcastChannel", undefined);
  const { openChannel } = await import("./browser");
  const channel = openChannel("account", () => {});
  expect(() => {
    channel.post("changed");
    channel.close();
  }).not.toThrow();
});

it("copies by the older way where the clipboard is missing, and says when neither works", async () => {
  const { copyText } = await import("./browser");
  const document = new EventTarget();
  const copied: string[] = [];
  const setData = (_: string, text: string) => copied.push(text);
  vi.stubGlobal("navigator", {});
  vi.stubGlobal(
    "document",
    Object.assign(document, {
      execCommand: () =>
        document.dispatchEvent(Object.assign(new Event("copy"), { clipboardData: { setData } })),
    }),
  );
  expect(await copyText("0x1")).toBe(true);
  expect(copied).toEqual(["0x1"]);
  vi.stubGlobal("document", Object.assign(new EventTarget(), { execCommand: () => false }));
  expect(await copyText("0x1")).toBe(false);
  vi.stubGlobal("document", Object.assign(new EventTarget(), { execCommand: refusing }));
  expect(await copyText("0x1")).toBe(false);
});

it("gives libraries what they use without asking, and leaves the browser's own alone", async () => {
  const { substituteMissing } = await import("./browser");
  const window: { matchMedia?: (query: string) => MediaQueryList; ResizeObserver?: typeof ResizeObserver } =
    {};
  vi.stubGlobal("window", window);
  substituteMissing();
  const list = window.matchMedia?.("(prefers-color-scheme: dark)");
  list?.addListener(() => {});
  list?.addEventListener("change", () => {});
  expect(list?.matches).toBe(false);
  expect(() => window.ResizeObserver && new window.ResizeObserver(() => {}).disconnect()).not.toThrow();
  const own = () => list as MediaQueryList;
  window.matchMedia = own;
  substituteMissing();
  expect(window.matchMedia).toBe(own);
});

it("finds no database where it is blocked or missing", async () => {
  const { findDatabase } = await import("./browser");
  vi.stubGlobal("window", Object.defineProperty({}, "indexedDB", { get: refusing }));
  expect(findDatabase()).toBeUndefined();
  vi.stubGlobal("window", { indexedDB: null });
  expect(findDatabase()).toBeUndefined();
});
