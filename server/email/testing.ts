import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  from: string;
  to: string[];
  /** The whole message as received. */
  raw: string;
}

/**
 * Starts a mail server on this machine, by default on any free port. It keeps its mails; `refuse` makes it reject
 * further ones.
 */
export async function startMailServer(wanted = 0) {
  const mails: ReceivedMail[] = [];
  let isRefusing = false;
  let delayMilliseconds = 0;
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo: (_address, _session, done) => {
      if (isRefusing) return done(Object.assign(new Error("No such mailbox here"), { responseCode: 550 }));
      done();
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        });
        setTimeout(done, delayMilliseconds);
      });
    },
  });
  server.listen(wanted, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    /** Delays every mail by this many milliseconds. */
    delay: (milliseconds: number) => {
      delayMilliseconds = milliseconds;
    },
    refuse: (yes: boolean) => {
      isRefusing = yes;
    },
    close: () => new Promise<void>((done) => server.close(done)),
  };
}

/** Returns the six digits of the newest mail to an address. */
export function codeIn(mails: ReceivedMail[], to: string): string {
  const mail = mails.findLast((one) => one.to.includes(to));
  const digits = /Your code: (\d{6})/.exec(mail?.raw ?? "")?.[1];
  if (!digits) throw new Error(`No code was mailed to ${to}.`);
  return digits;
}
