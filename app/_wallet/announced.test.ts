import { afterEach, beforeEach, expect, it, vi } from "vitest";

const ICON = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";
const provider = () => ({ request: async () => [] as unknown });
const info = {
  uuid: "6f1de1a6-1b1c-4f0a-9c5e-0c7a4b1f5d10",
  name: "Good Wallet",
  icon: ICON,
  rdns: "org.good",
};

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal("window", new EventTarget());
});
afterEach(() => void vi.unstubAllGlobals());

const announce = (detail: unknown) =>
  window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));

/** Announces these wallets before and after a good one. Returns the wallets that are listed. */
async function listedBeside(...details: unknown[]) {
  const { listAnnounced, watchAnnounced } = await import("./announced");
  window.addEventListener("eip6963:requestProvider", () => {
    for (const detail of details) announce(detail);
    announce(Object.freeze({ info: Object.freeze(info), provider: Object.freeze(provider()) }));
    for (const detail of details) announce(detail);
  });
  watchAnnounced(() => {})();
  return listAnnounced().map(({ id, name, icon }) => ({ id, name, icon }));
}
const good = { id: "org.good", name: "Good Wallet", icon: ICON };

const throwing = (key: string, thing: object) =>
  Object.defineProperty({ ...thing }, key, {
    get() {
      throw new Error(`No ${key} for you`);
    },
  });
const refusesAll = new Proxy(
  {},
  {
    get() {
      throw new Error("Nothing for you");
    },
    has() {
      throw new Error("Nothing for you");
    },
  },
);

it.each<[string, unknown]>([
  ["no detail", null],
  ["an empty detail", {}],
  ["a text", "wallet"],
  ["no info", { provider: provider() }],
  ["info null", { info: null, provider: provider() }],
  ["info that is a text", { info: "wallet", provider: provider() }],
  ["info that throws", throwing("info", { provider: provider() })],
  ["no provider", { info: { ...info, rdns: "x.y" } }],
  ["a provider that cannot be asked", { info: { ...info, rdns: "x.y" }, provider: {} }],
  ["a provider that throws", throwing("provider", { info: { ...info, rdns: "x.y" } })],
  [
    "a request that throws when it is read",
    { info: { ...info, rdns: "x.y" }, provider: throwing("request", {}) },
  ],
  ["no word by which to know it again", { info: { name: "Nameless" }, provider: provider() }],
  ["a detail that refuses everything", refusesAll],
  ["info that refuses everything", { info: refusesAll, provider: provider() }],
])("leaves out an announcement with %s, and keeps the good wallet", async (_, detail) => {
  expect(await listedBeside(detail)).toEqual([good]);
});

it.each<[string, object, Partial<typeof good>]>([
  ["no name", { uuid: "b", rdns: "x.y", icon: "" }, { name: "x.y" }],
  ["a name that is a number", { uuid: "b", rdns: "x.y", name: 7 }, { name: "x.y" }],
  ["a name of marks that hide", { uuid: "b", rdns: "x.y", name: "\u202e\u200b" }, { name: "x.y" }],
  ["a name that throws", throwing("name", { uuid: "b", rdns: "x.y" }), { name: "x.y" }],
  ["a name of 10 KB", { uuid: "b", rdns: "x.y", name: "n".repeat(10_000) }, { name: "x.y" }],
  [
    "an icon that is no data URL",
    { uuid: "b", rdns: "x.y", name: "B", icon: "https://evil.example/i.svg" },
    { name: "B" },
  ],
  [
    "an icon that is script",
    { uuid: "b", rdns: "x.y", name: "B", icon: "javascript:alert(1)" },
    { name: "B" },
  ],
  [
    "an icon of 1 MB",
    { uuid: "b", rdns: "x.y", name: "B", icon: `${ICON}${"x".repeat(1_000_000)}` },
    { name: "B" },
  ],
  ["no domain", { uuid: "b", name: "B" }, { id: "b", name: "B" }],
])("lists a wallet with %s, without what is wrong about it", async (_, wrong, shown) => {
  const wallet = { id: "x.y", icon: undefined, ...shown };
  const listed = await listedBeside({ info: wrong, provider: provider() });
  expect(listed).toHaveLength(2);
  expect(listed).toEqual(expect.arrayContaining([good, wallet]));
});

it("lists two wallets that claim the same domain, and each once however often it announces itself", async () => {
  const impostor = { info: { ...info, uuid: "c", name: "Impostor" }, provider: provider() };
  const again = () => ({
    info: { ...info, uuid: "d", rdns: "org.again", name: "Again" },
    provider: provider(),
  });
  const names = (await listedBeside(impostor, again(), again())).map(({ name }) => name);
  expect(names).toEqual(["Again", "Good Wallet", "Impostor"]);
});

it("does not list more wallets than anybody has", async () => {
  const many = Array.from({ length: 5000 }, (_, at) => ({
    info: { uuid: `u${at}`, rdns: `r${at}`, name: `Wallet ${at}` },
    provider: provider(),
  }));
  expect(await listedBeside(...many)).toHaveLength(50);
});

it.each<[string, PropertyDescriptor]>([
  ["undefined", { value: undefined }],
  ["null", { value: null }],
  ["not a wallet", { value: {} }],
  [
    "not to be read",
    {
      get() {
        throw new Error("No wallet for you");
      },
    },
  ],
])("lists no wallet where window.ethereum is %s", async (_, descriptor) => {
  const { listAnnounced } = await import("./announced");
  Object.defineProperty(window, "ethereum", descriptor);
  expect(listAnnounced()).toEqual([]);
});

it("lists the one in window.ethereum where none announces itself", async () => {
  const { listAnnounced } = await import("./announced");
  Object.defineProperty(window, "ethereum", { value: provider() });
  expect(listAnnounced().map(({ name }) => name)).toEqual(["Browser wallet"]);
});
