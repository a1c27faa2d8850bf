import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeMail } from "./code-mail";
import { isCode, newCode } from "./codes";
import { sendMail } from "./send";
import { startMailServer } from "./testing";

let server: Awaited<ReturnType<typeof startMailServer>>;
let dataDir: string;
beforeAll(async () => {
  server = await startMailServer();
  dataDir = await mkdtemp(join(tmpdir(), "mail-"));
});
afterAll(async () => {
  await server.close();
  await rm(dataDir, { recursive: true });
});

const from = "robot@eigenwatch.example";
const wallet = `0x${"a".repeat(40)}`;
const bySmtp = () => ({ smtpUrl: server.url, from, dataDir });

describe("a mail", () => {
  test("goes to one address, in words and in HTML, with the code in both", async () => {
    await sendMail(codeMail("person@example.org", "012345", wallet), bySmtp());
    const mail = server.mails.at(-1);
    expect(mail).toMatchObject({ from, to: ["person@example.org"] });
    expect(mail?.raw).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(mail?.raw).toMatch(/^Content-Type: text\/plain/m);
    expect(mail?.raw).toMatch(/^Content-Type: text\/html/m);
    expect(mail?.raw.match(/012345/g)).toHaveLength(2);
    expect(mail?.raw).toMatch(/^Subject: Your EigenWatch code\r?$/m);
  });

  test.each([
    "person@example.org, other@example.org",
    "person@example.org\r\nBcc: other@example.org",
    '"person@example.org" <other@example.org>',
  ])("to %j reaches nobody else, whatever was let through before", async (to) => {
    const before = server.mails.length;
    await sendMail(codeMail(to, "012345", wallet), bySmtp()).catch(() => {});
    const sent = server.mails.slice(before);
    expect(sent.flatMap((mail) => mail.to)).not.toContain("other@example.org");
    for (const { raw } of sent) expect(raw).not.toMatch(/^bcc:/im);
  });

  test("is refused in words when the server refuses it, or says nothing", async () => {
    server.refuse(true);
    await expect(sendMail(codeMail("no@example.org", "1", wallet), bySmtp())).rejects.toMatchObject({
      responseCode: 550,
    });
    server.refuse(false);
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as { port: number };
    const settings = { ...bySmtp(), smtpUrl: `smtp://127.0.0.1:${port}` };
    const sending = sendMail(codeMail("no@example.org", "1", wallet), settings);
    await expect(sending).rejects.toThrow("Greeting never received");
    silent.close();
  });

  test("is written to a file that only we can read when there is no server", async () => {
    await sendMail(codeMail("person@example.org", "654321", wallet), { smtpUrl: undefined, from, dataDir });
    const [name = "", ...others] = await readdir(join(dataDir, "mail"));
    expect(others).toEqual([]);
    expect(name).toMatch(/\.eml$/);
    expect(name).not.toContain("person");
    expect(await readFile(join(dataDir, "mail", name), "utf8")).toContain("Your code: 654321");
    expect((await stat(join(dataDir, "mail", name))).mode & 0o777).toBe(0o600);
  });
});

describe("a code", () => {
  test("has six digits, is different every time, and zeros in front count", () => {
    const codes = Array.from({ length: 300 }, () => newCode("a@example.org"));
    for (const { digits } of codes) expect(digits).toMatch(/^\d{6}$/);
    expect(new Set(codes.map(({ digits }) => digits)).size).toBeGreaterThan(290);
    expect(codes.some(({ digits }) => digits.startsWith("0"))).toBe(true);
  });

  test("is known by its digits and salt alone, and not by a plain hash of them", () => {
    const { digits, kept } = newCode("a@example.org");
    expect(isCode(digits, kept)).toBe(true);
    expect(isCode(digits === "000000" ? "000001" : "000000", kept)).toBe(false);
    expect(isCode(digits, { ...kept, codeSalt: "other" })).toBe(false);
    expect(kept.codeHash).toMatch(/^[0-9a-f]{64}$/);
    expect(newCode("a@example.org").kept.emailHash).toBe(kept.emailHash);
    expect(newCode("b@example.org").kept.emailHash).not.toBe(kept.emailHash);
  });
});
