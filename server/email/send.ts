import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createTransport } from "nodemailer";
import { env } from "../env";
import { log } from "../log";
import { metrics } from "../metrics/metrics";

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Where mail goes: by SMTP or, without SMTP_URL, into an .eml file whose path is logged. */
interface Settings {
  smtpUrl: string | undefined;
  from: string;
  dataDir: string;
}
const SETTINGS: Settings = { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM, dataDir: env.DATA_DIR };

const PATIENCE = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000, dnsTimeout: 5000 };

/** Sends one mail to one address. Throws when no server accepted it. */
export async function sendMail(mail: Mail, settings: Settings = SETTINGS): Promise<void> {
  const count = (outcome: "sent" | "written" | "failed") =>
    metrics().deliveries.inc({ channel: "mail", outcome });
  try {
    await deliver(mail, settings);
    count(settings.smtpUrl ? "sent" : "written");
  } catch (error) {
    count("failed");
    throw error;
  }
}

async function deliver(mail: Mail, { smtpUrl, from, dataDir }: Settings): Promise<void> {
  const message = {
    ...mail,
    // Objects, so that neither is parsed as a list of addresses.
    from: { name: "EigenWatch", address: from },
    to: { name: "", address: mail.to },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  if (smtpUrl) {
    const transport = createTransport({ url: smtpUrl, ...PATIENCE });
    await transport.sendMail(message).finally(() => transport.close());
    return;
  }
  const { message: text } = await createTransport({ streamTransport: true, buffer: true }).sendMail(message);
  const folder = resolve(dataDir, "mail");
  const path = join(
    folder,
    `${new Date().toISOString().replaceAll(":", "-")}-${randomBytes(4).toString("hex")}.eml`,
  );
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(path, text as Buffer, { mode: 0o600 });
  log.info({ path }, "mail written to a file, because SMTP_URL is not set");
}
