import { and, desc, eq, lt, or, sql } from "drizzle-orm";
import type { UserDb } from "./client";
import { auditEvents } from "./schema";

/** What is written down: sign-ins, refusals, and every change of who may do what. */
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
  | "tier.changed";

/** Either the pool or a transaction on it, so that a change and its audit line stand or fall together. */
export type UserWriter = Pick<UserDb, "insert" | "select" | "update" | "delete" | "execute">;

export type AuditEvent = {
  /** Nobody, when a wallet that has no account was refused. */
  userId?: string | null;
  kind: AuditKind;
  /** The client's address as far as it is trusted. */
  ip?: string | null;
  /** Such as "Firefox on Linux". */
  device?: string | null;
  requestId?: string | null;
  /** Plain facts. Never a secret, a signature, a code or a mail address. */
  detail?: Record<string, string | number | boolean | null>;
};

/**
 * Appends one line to the audit trail. The application's role may neither change nor delete a line; those of an account
 * go when its row in users is deleted, by a trigger, which leaves one anonymous line. Writes audit_events.
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

/** Where a page of the trail ends, to ask for the next one. */
export type AuditCursor = { at: Date; id: string };

/**
 * An account's own trail, newest first: `{ id, kind, at, device, ip, detail }` with `at` an instant, at most `limit`
 * lines, beginning after `cursor`. Source: audit_events by actor_id.
 */
export async function listEvents(db: UserDb, userId: string, limit: number, cursor?: AuditCursor) {
  const { createdAt, id } = auditEvents;
  const older = cursor && or(lt(createdAt, cursor.at), and(eq(createdAt, cursor.at), lt(id, cursor.id)));
  return await db
    .select({
      id,
      kind: sql<AuditKind>`${auditEvents.action}`,
      at: createdAt,
      device: auditEvents.device,
      ip: auditEvents.ipAddress,
      detail: auditEvents.detail,
    })
    .from(auditEvents)
    .where(and(eq(auditEvents.actorId, userId), older))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
}
