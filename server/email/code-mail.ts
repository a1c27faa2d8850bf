import { setTimeout as wait } from "node:timers/promises";
import { CODE_MINUTES } from "../auth/statements";
import { env } from "../env";
import { log } from "../log";
import { refuse } from "../trpc/refusal";
import { type Mail, sendMail } from "./send";

let lastMilliseconds = 0;

/** Waits as long as the last mail took, so that the delay does not reveal whether a mail was sent. */
export const mailNothing = async (): Promise<void> => await wait(lastMilliseconds);

/** Mails a code. Throws if no server accepted the mail, and logs the reason without the address. */
export async function mailCode(
  { requestId, account }: { requestId: string; account: { address: string } },
  email: string,
  digits: string,
): Promise<void> {
  const startedAt = performance.now();
  try {
    await sendMail(codeMail(email, digits, account.address));
    lastMilliseconds = performance.now() - startedAt;
  } catch (error) {
    const { code, responseCode } = error as { code?: string; responseCode?: number };
    log.warn({ requestId, reason: code ?? "unknown", smtp: responseCode }, "mail not sent");
    throw refuse("MAIL_FAILED");
  }
}

/** Returns the mail with a code. All its words are ours or hexadecimal, so nothing needs escaping. */
export function codeMail(to: string, digits: string, wallet: string): Mail {
  const asked = `The wallet ${wallet} asked to add this address to its account at ${env.NEXTAUTH_URL}.`;
  const how = `Enter the code there within ${CODE_MINUTES} minutes. It works once.`;
  const ignore = "If this was not you, do nothing: without the code nothing happens.";
  return {
    to,
    subject: "Your EigenWatch code",
    text: `Your code: ${digits}\n\n${asked}\n${how}\n\n${ignore}\n`,
    html: `<!doctype html><html lang="en"><body style="font-family:system-ui,sans-serif;line-height:1.5">
<p>Your code:</p>
<p style="font-size:28px;letter-spacing:6px;font-weight:600">${digits}</p>
<p>${asked}<br>${how}</p>
<p style="color:#667">${ignore}</p>
</body></html>
`,
  };
}
