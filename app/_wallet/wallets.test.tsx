import decodeQR from "qr/decode.js";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { Pairing } from "./pairing";

const relay = { projectId: "0123456789abcdef0123456789abcdef", url: "wss://relay.example", chainIds: [1] };

it("draws a code that a camera reads as the URI of the pairing", () => {
  const uri = `wc:${"7f".repeat(32)}@2?expiryTimestamp=1795000000&relay-protocol=irn&symKey=${"a0".repeat(32)}`;
  const svg = renderToStaticMarkup(<Pairing uri={uri} />);
  expect(decodeQR(photo(svg))).toBe(uri);
});

it("offers wallets on other devices only where a relay is configured", async () => {
  vi.stubGlobal("window", new EventTarget());
  const offered = async (given: typeof relay | undefined) => {
    vi.resetModules();
    const { listWallets, walletConfig } = await import("./wallets");
    return listWallets(walletConfig([1], given)).map(({ name }) => name);
  };
  expect(await offered(undefined)).toEqual([]);
  expect(await offered(relay)).toEqual(["WalletConnect"]);
  vi.unstubAllGlobals();
});

/** Returns the picture of a QR code, four pixels per module. */
function photo(svg: string) {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const width = size * 4;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, run] of svg.matchAll(/M(\d+) (\d+)h(\d+)/g))
    for (let row = Number(y) * 4; row < Number(y) * 4 + 4; row++) {
      const start = (row * width + Number(x) * 4) * 4;
      for (let at = start; at < start + Number(run) * 16; at += 4) data.fill(0, at, at + 3);
    }
  return { width, height: width, data };
}
