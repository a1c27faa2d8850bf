import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { encodeAbiParameters } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkSignature } from "./signature";

const account = privateKeyToAccount(generatePrivateKey());
const message = "Let me in";
const contract = "0x00000000000000000000000000000000000000c0" as const;
const signed = (change: Partial<Parameters<typeof checkSignature>[0]> = {}) => ({
  address: account.address,
  chainId: 1,
  message,
  signature: "0x",
  ...change,
});

/** A chain's node whose answer is chosen by the path of its URL. */
const answers: Record<string, (response: ServerResponse, id: number) => void> = {
  magic: (response, id) => result(response, id, `0x1626ba7e${"0".repeat(56)}`),
  echo: (response, id) => result(response, id, `0x1626ba7e${"0".repeat(56)}${"ab".repeat(100)}`),
  dirty: (response, id) => result(response, id, `0x1626ba7e${"0".repeat(55)}1`),
  short: (response, id) => result(response, id, "0x1626ba7e"),
  wrong: (response, id) => result(response, id, `0xffffffff${"0".repeat(56)}`),
  nothing: (response, id) => result(response, id, "0x"),
  yes: (response, id) => result(response, id, `0x${"0".repeat(63)}1`),
  no: (response, id) => result(response, id, `0x${"0".repeat(64)}`),
  revert: (response, id) => fail(response, id, 3, "execution reverted"),
  busy: (response, id) => fail(response, id, -32005, "limit exceeded"),
  hang: () => {},
  down: (response) => response.writeHead(503).end("down"),
  garbled: (response) => response.writeHead(200).end("<html>"),
  moved: (response) => response.writeHead(302, { location: "/magic" }).end(),
};
const result = (response: ServerResponse, id: number, value: string) =>
  response
    .setHeader("content-type", "application/json")
    .end(JSON.stringify({ jsonrpc: "2.0", id, result: value }));
const fail = (response: ServerResponse, id: number, code: number, text: string) =>
  response
    .setHeader("content-type", "application/json")
    .end(JSON.stringify({ jsonrpc: "2.0", id, error: { code, message: text } }));

const asked: { method: string; params: [{ to?: string; data: string }] }[] = [];
const server = createServer((request: IncomingMessage, response) => {
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", () => {
    const { id, ...call } = JSON.parse(body || "{}");
    asked.push(call);
    answers[request.url?.slice(1) ?? ""]?.(response, id);
  });
});
let node: string;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  node = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("a wallet with a key", () => {
  test("is checked without any chain", async () => {
    const before = asked.length;
    const signature = await account.signMessage({ message });
    expect(await checkSignature(signed({ signature }), `${node}/no`)).toBe("right");
    expect(await checkSignature(signed({ signature }), undefined)).toBe("right");
    expect(asked.length).toBe(before);
  });

  test.each(["another wallet", "another message", "a bit that flipped"])(
    "is refused for %s",
    async (what) => {
      const other = privateKeyToAccount(generatePrivateKey());
      const signer = what === "another wallet" ? other : account;
      const text = what === "another message" ? `${message}!` : message;
      const signature = await signer.signMessage({ message: text });
      const flipped = signature.replace(/.(?=.{30}$)/, (digit) => (digit === "0" ? "1" : "0"));
      const given = what === "a bit that flipped" ? flipped : signature;
      expect(await checkSignature(signed({ signature: given }), undefined)).toBe("wrong");
    },
  );

  test.each(["", "0x", "0x123", "0xzz", `0x${"00".repeat(65)}`, `0x${"00".repeat(2048)}`, "null"])(
    "is refused for what is no signature: %j",
    async (signature) => {
      expect(await checkSignature(signed({ signature }), undefined)).not.toBe("right");
    },
  );

  test("a signature of more than 4 KB asks no chain", async () => {
    const before = asked.length;
    const verdict = await checkSignature(signed({ signature: `0x${"ab".repeat(2048)}` }), `${node}/magic`);
    expect([verdict, asked.length]).toEqual(["wrong", before]);
  });
});

describe("a smart-contract wallet", () => {
  const ask = (path: string, signature = `0x${"ab".repeat(80)}`) =>
    checkSignature(signed({ address: contract, signature }), `${node}/${path}`);

  test.each([
    ["magic", "right"],
    ["wrong", "wrong"],
    ["echo", "wrong"],
    ["dirty", "wrong"],
    ["short", "wrong"],
    ["nothing", "wrong"],
    ["revert", "wrong"],
    ["busy", "unchecked"],
    ["down", "unchecked"],
    ["garbled", "unchecked"],
    ["moved", "unchecked"],
  ])("whose chain answers %s is %s", async (path, verdict) => {
    expect(await ask(path)).toBe(verdict);
    expect(asked.at(-1)).toMatchObject({ method: "eth_call", params: [{ to: contract }, "latest"] });
  });

  test("whose chain hangs is asked once, and given up", async () => {
    const before = asked.length;
    expect(await ask("hang")).toBe("unchecked");
    expect(asked.length).toBe(before + 1);
  });

  test("whose chain nobody answers for, or of which we know no node, is not let in", async () => {
    const signature = `0x${"ab".repeat(80)}`;
    expect(await checkSignature(signed({ address: contract, signature }), "http://127.0.0.1:1")).toBe(
      "unchecked",
    );
    expect(await checkSignature(signed({ address: contract, signature }), undefined)).toBe("uncheckable");
  });

  test('that approved on its chain signs "0x": the chain is asked, and an ordinary account is refused', async () => {
    expect(await ask("magic", "0x")).toBe("right");
    expect(asked.at(-1)).toMatchObject({ method: "eth_call", params: [{ to: contract }, "latest"] });
    expect(await ask("nothing", "0x")).toBe("wrong");
    expect(await ask("down", "0x")).toBe("unchecked");
    expect(await checkSignature(signed({ address: contract }), undefined)).toBe("uncheckable");
  });

  test("that is not deployed yet brings its deployment along (EIP-6492)", async () => {
    const wrapped = encodeAbiParameters(
      [{ type: "address" }, { type: "bytes" }, { type: "bytes" }],
      [contract, "0x1234", `0x${"ab".repeat(65)}`],
    );
    const signature = `${wrapped}${"6492".repeat(16)}`;
    expect(await ask("yes", signature)).toBe("right");
    expect(asked.at(-1)?.params[0].to).toBeUndefined();
    expect(await ask("no", signature)).toBe("wrong");
    expect(await ask("revert", signature)).toBe("wrong");
    expect(await ask("down", signature)).toBe("unchecked");
    expect(await ask("busy", signature)).toBe("unchecked");
    expect(await ask("garbled", signature)).toBe("unchecked");
  });
});
