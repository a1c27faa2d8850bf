import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { fetchLogo, isPublic } from "./fetch";

const PNG = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(64)]);
const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.closeAllConnections();
});

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  running.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const anywhere = () => true;

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "192.168.0.1",
  "172.16.0.1",
  "169.254.169.254",
  "0.0.0.0",
  "100.64.0.1",
  "::1",
  "fe80::1",
  "fd00::1",
  "::ffff:127.0.0.1",
  "::ffff:169.254.169.254",
  "::7f00:1",
  "::a00:1",
  "168.63.129.16",
  "224.0.0.1",
  "255.255.255.255",
  "x",
])("%s is not public", (address) => expect(isPublic(address)).toBe(false));

test.each(["1.1.1.1", "2606:4700::1111"])("%s is public", (address) => expect(isPublic(address)).toBe(true));

describe("fetchLogo", () => {
  test("brings an image by what it is, whatever the server calls it", async () => {
    const base = await serve((_, answer) => answer.setHeader("content-type", "text/html").end(PNG));
    expect(await fetchLogo(base, anywhere)).toMatchObject({ type: "image/png" });
  });

  test.each([
    ["an SVG", "<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ["a page", "<!doctype html>"],
    ["over 1 MB", Buffer.concat([PNG, Buffer.alloc(1_000_001)])],
  ])("refuses %s", async (_, body) => {
    const base = await serve((_, answer) => answer.setHeader("content-type", "image/png").end(body));
    expect(await fetchLogo(base, anywhere)).toBeUndefined();
  });

  test.each([
    [1_000_000, true],
    [1_000_001, false],
  ])("takes %i bytes of a server that does not say how many come: %s", async (size, isTaken) => {
    const base = await serve((_, answer) => {
      answer.write(PNG);
      answer.end(Buffer.alloc(size - PNG.length));
    });
    const logo = await fetchLogo(base, anywhere);
    expect(logo?.bytes.length).toBe(isTaken ? size : undefined);
  });

  test("reads nothing of what is said to be over 1 MB", async () => {
    const left = vi.fn();
    const base = await serve((_, answer) => {
      answer.once("close", left);
      answer.setHeader("content-length", 1_000_001).write(PNG);
    });
    expect(await fetchLogo(base, anywhere, new AbortController().signal)).toBeUndefined();
    await vi.waitFor(() => expect(left).toHaveBeenCalled(), { timeout: 60_000 });
  });

  test.each(["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"])(
    "never asks this machine as %s",
    async (host) => {
      const asked = vi.fn<RequestListener>((_, answer) => void answer.end(PNG));
      const base = await serve(asked);
      expect(await fetchLogo(base.replace("127.0.0.1", host))).toBeUndefined();
      expect(asked).not.toHaveBeenCalled();
    },
  );

  test("judges what a redirect leads to", async () => {
    const asked = vi.fn<RequestListener>((_, answer) => void answer.end(PNG));
    const inside = await serve(asked);
    const outside = await serve((_, answer) => answer.writeHead(302, { location: inside }).end());
    let judged = 0;
    expect(await fetchLogo(outside, () => judged++ === 0)).toBeUndefined();
    expect(asked).not.toHaveBeenCalled();
    expect(await fetchLogo(outside, anywhere)).toMatchObject({ type: "image/png" });
  });

  test("refuses when any answer of DNS is private", async () => {
    const asked = vi.fn<RequestListener>((_, answer) => void answer.end(PNG));
    const base = await serve(asked);
    expect(await fetchLogo(base.replace("127.0.0.1", "localhost"), () => false)).toBeUndefined();
    expect(asked).not.toHaveBeenCalled();
  });

  test.each(["javascript:alert(1)", "data:image/png;base64,AA", "file:///etc/passwd", "ftp://x", "", "x"])(
    "asks nothing of %j",
    async (href) => expect(await fetchLogo(href, anywhere)).toBeUndefined(),
  );

  test("gives up an answer that never ends, and a circle of redirects", async () => {
    const slow = await serve((_, answer) => void answer.write(PNG));
    expect(await fetchLogo(slow, anywhere)).toBeUndefined();
    const circle = await serve((_, answer) => answer.writeHead(302, { location: "/" }).end());
    expect(await fetchLogo(circle, anywhere)).toBeUndefined();
  });
});
