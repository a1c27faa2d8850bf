import type { RouterOutputs } from "@/server/trpc/router";

type Event = RouterOutputs["account"]["audit"]["list"]["rows"][number];

const EVENTS: Record<Event["kind"], string> = {
  "session.created": "Signed in",
  "session.refused": "Sign-in refused",
  "session.ended": "Signed out",
  "session.revoked": "Session revoked",
  "session.others_revoked": "All other sessions revoked",
  "session.reused": "Session ended: an old cookie came back",
  "session.reauthenticated": "Confirmed by signature",
  "profile.changed": "Profile changed",
  "preferences.changed": "Preferences changed",
  "email.added": "Mail address added",
  "email.code_sent": "Verification code mailed",
  "email.verified": "Mail address verified",
  "email.refused": "Wrong verification code",
  "email.primary_changed": "Primary mail address changed",
  "email.removed": "Mail address removed",
  "data.exported": "Data exported",
  "account.created": "Account created",
  "account.deleted": "Account deleted",
  "account.disabled": "Account disabled",
  "account.enabled": "Account enabled",
  "tier.changed": "Tier changed",
  "role.changed": "Role changed",
  "setting.changed": "Setting of the site changed",
};

/** The kinds of audit events that the account's owner should look into. */
const ALARMING = new Set<string>([
  "session.refused",
  "session.reused",
  "email.refused",
  "account.disabled",
  "role.changed",
]);

export const eventLabel = (kind: Event["kind"]): string => EVENTS[kind] ?? kind;
export const isAlarming = (kind: string): boolean => ALARMING.has(kind);

/** Returns the network of an IP address, which is enough to recognise one's own: "203.0.113.x", "2001:db8:1:x". */
export function shortenIp(ip: string | null): string {
  if (!ip) return "address unknown";
  if (ip === "127.0.0.1" || ip === "::1") return "this machine";
  if (ip.includes(".")) return ip.replace(/\.\d+$/, ".x");
  return `${ip.split(":").slice(0, 3).join(":")}:x`;
}

/** Returns the first sentence of a validation message. */
export const firstProblem = (message: string): string =>
  message.split("\n", 1)[0]?.replace(/^✖\s*/, "") ?? message;
