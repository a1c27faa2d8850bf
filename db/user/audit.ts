import { and, desc, eq, sql } from "drizzle-orm";
import type { UserDb } from "./client";
import { auditEvents } from "./schema";

/** The kinds of audit events: sign-ins, refusals, and every change of access. */
export type AuditKind =
  | "session.created"
  | "session.refused"
  | "session.ended"
  | "session.revoked"
  | "session.others_revoked"
  | "session.reused"
  | "session.reauthenticated"
  | "profile.changed"
  | "preferences.changed"
  | "email.added"
  | "email.code_sent"
  | "email.verified"
  | "email.refused"
  | "email.primary_changed"
  | "email.removed"
  | "data.exported"
  | "account.created"
  | "account.deleted"
  | "account.disabled"
  | "account.enabled"
  | "tier.changed"
  | "role.changed"
  | "setting.changed";

/** The pool, or a transaction on it, so that a change and its audit line are committed together. */
export type UserWriter = Pick<UserDb, "insert" | "select" | "update" | "delete" | "execute">;

export type AuditEvent = {
  /** Null when a wallet without an account was refused. */
  userId?: string | null;
  kind: AuditKind;
  /** The client's IP address, as far as it is trusted. */
  ip?: string | null;
  /** The browser and system, such as "Firefox on Linux". */
  device?: string | null;
  requestId?: string | null;
  /** Plain facts. Never a secret, a signature, a code or a mail address. */
  detail?: Record<string, string | number | boolean | null>;
};

/**
 * Appends one line to the audit trail. The application's role can neither change nor delete lines. When an
 * account is deleted, a trigger removes its lines and leaves one anonymous line. Writes audit_events.
 */
export async function recordEvent(db: UserWriter, event: AuditEvent): Promise<void> {
  await db.insert(auditEvents).values({
    actorId: event.userId ?? null,
    action: event.kind,
    ipAddress: event.ip ?? null,
    device: event.device?.slice(0, 512) ?? null,
    requestId: event.requestId ?? null,
    detail: event.detail ?? {},
    createdAt: new Date(),
  });
}

/** A place in the trail: the instant of a line as Postgres writes it, to the microsecond, and the line's id. */
export type AuditPlace = readonly [at: string, id: string];

/**
 * Returns one page of an account's audit trail, newest first: rows `{ id, kind, at, device, ip, detail }`, and the place
 * of the next page, `null` after the last. With `after` it continues behind that place. Source: audit_events by actor_id.
 */
export async function listEvents(
  db: UserDb,
  userId: string,
  { page, limit, after }: { page: number; limit: number; after?: AuditPlace },
) {
  const { createdAt, id } = auditEvents;
  const isOlder = after && sql`(${createdAt}, ${id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  const found = await db
    .select({
      id,
      kind: sql<AuditKind>`${auditEvents.action}`,
      at: createdAt,
      device: auditEvents.device,
      ip: auditEvents.ipAddress,
      detail: auditEvents.detail,
      place: sql<string>`to_char(${createdAt} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US+00')`,
    })
    .from(auditEvents)
    .where(and(eq(auditEvents.actorId, userId), isOlder))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit + 1)
    .offset(after ? 0 : (page - 1) * limit);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map(({ place: _, ...row }) => row),
    next: last ? ([last.place, last.id] as const) : null,
  };
}
