import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  inet,
  integer,
  jsonb,
  pgSchema,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

/** A schema of its own, so that one Postgres database can hold it beside the pipeline's tables. */
export const eigenwatch = pgSchema("eigenwatch");

export const tier = eigenwatch.enum("tier", ["FREE", "PRO", "ENTERPRISE"]);
export const accountRole = eigenwatch.enum("account_role", ["user", "support", "admin"]);
export const theme = eigenwatch.enum("theme", ["system", "light", "dark"]);
export const currency = eigenwatch.enum("currency", ["USD", "ETH"]);
export const frequency = eigenwatch.enum("notification_frequency", ["never", "instant", "daily", "weekly"]);
export const jobOutcome = eigenwatch.enum("job_outcome", ["running", "succeeded", "failed", "given_back"]);
export const entityType = eigenwatch.enum("entity_type", ["operator", "avs", "strategy"]);

const instant = (name: string) => timestamp(name, { withTimezone: true });
const id = () => uuid("id").primaryKey().defaultRandom();
const stamps = () => ({
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at")
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date()),
});
const ownerId = () =>
  uuid("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** One row per wallet, identified by its lower-case address. */
export const users = eigenwatch.table(
  "users",
  {
    id: id(),
    walletAddress: text("wallet_address").notNull(),
    displayName: text("display_name"),
    avatarUrl: text("avatar_url"),
    tier: tier("tier").notNull().default("FREE"),
    tierExpiresAt: instant("tier_expires_at"),
    /** `support` reads other accounts, `admin` changes them too. A trigger keeps the last admin one. */
    role: accountRole("role").notNull().default("user"),
    stripeCustomerId: text("stripe_customer_id"),
    lastLoginAt: instant("last_login_at"),
    disabledAt: instant("disabled_at"),
    watchlistVisitedAt: instant("watchlist_visited_at"),
    watchlistPreviousVisitAt: instant("watchlist_previous_visit_at"),
    /** How far the data of that visit reached: later data counts as new. */
    watchlistSeenTo: instant("watchlist_seen_to"),
    watchlistPreviousSeenTo: instant("watchlist_previous_seen_to"),
    ...stamps(),
  },
  (table) => [
    uniqueIndex("idx_users_wallet_address").on(table.walletAddress),
    uniqueIndex("idx_users_stripe_customer_id").on(table.stripeCustomerId),
    check("users_wallet_address_check", sql`${table.walletAddress} ~ '^0x[0-9a-f]{40}$'`),
    check("users_display_name_check", sql`char_length(${table.displayName}) between 1 and 80`),
    check("users_avatar_url_check", sql`char_length(${table.avatarUrl}) <= 2048`),
  ],
);

/** A few per account; only a verified address is exclusive to its account. */
export const userEmails = eigenwatch.table(
  "user_emails",
  {
    id: id(),
    userId: ownerId(),
    email: text("email").notNull(),
    isPrimary: boolean("is_primary").notNull().default(false),
    verifiedAt: instant("verified_at"),
    marketingOptIn: boolean("marketing_opt_in").notNull().default(false),
    alertsOptIn: boolean("alerts_opt_in").notNull().default(true),
    ...stamps(),
  },
  (table) => [
    uniqueIndex("idx_user_emails_user_id_email").on(table.userId, table.email),
    uniqueIndex("idx_user_emails_email").on(table.email).where(sql`${table.verifiedAt} is not null`),
    uniqueIndex("idx_user_emails_user_id").on(table.userId).where(sql`${table.isPrimary}`),
    check(
      "user_emails_email_check",
      sql`${table.email} = lower(${table.email}) and ${table.email} ~ '^[^@[:space:]]+@[^@[:space:]]+$' and char_length(${table.email}) <= 254`,
    ),
    check("user_emails_is_primary_check", sql`not ${table.isPrimary} or ${table.verifiedAt} is not null`),
  ],
);

/** A signed-in browser. Its secret is stored only as SHA-256 in hex, with the previous one. */
export const userSessions = eigenwatch.table(
  "user_sessions",
  {
    id: id(),
    userId: ownerId(),
    refreshTokenHash: text("refresh_token_hash").notNull(),
    previousTokenHash: text("previous_token_hash"),
    rotatedAt: instant("rotated_at"),
    deviceInfo: text("device_info"),
    ipAddress: inet("ip_address"),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    /** When the wallet last signed in this session, for actions that need a recent signature. */
    reauthenticatedAt: instant("reauthenticated_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    ...stamps(),
  },
  (table) => [
    index("idx_user_sessions_user_id").on(table.userId),
    uniqueIndex("idx_user_sessions_refresh_token_hash").on(table.refreshTokenHash),
    index("idx_user_sessions_previous_token_hash").on(table.previousTokenHash),
    index("idx_user_sessions_expires_at").on(table.expiresAt),
    check("user_sessions_refresh_token_hash_check", sql`${table.refreshTokenHash} ~ '^[0-9a-f]{64}$'`),
    check("user_sessions_previous_token_hash_check", sql`${table.previousTokenHash} ~ '^[0-9a-f]{64}$'`),
    check("user_sessions_device_info_check", sql`char_length(${table.deviceInfo}) <= 512`),
    check("user_sessions_expires_at_check", sql`${table.expiresAt} > ${table.createdAt}`),
  ],
);

/** Issued before a wallet is known, so it belongs to a browser and not to an account; using one deletes it. */
export const authNonces = eigenwatch.table(
  "auth_nonces",
  {
    id: id(),
    nonce: text("nonce").notNull(),
    browserHash: text("browser_hash").notNull(),
    expiresAt: instant("expires_at").notNull(),
    ...stamps(),
  },
  (table) => [
    uniqueIndex("idx_auth_nonces_nonce").on(table.nonce),
    index("idx_auth_nonces_expires_at").on(table.expiresAt),
    check("auth_nonces_nonce_check", sql`char_length(${table.nonce}) between 22 and 128`),
    check("auth_nonces_browser_hash_check", sql`${table.browserHash} ~ '^[0-9a-f]{64}$'`),
    check("auth_nonces_expires_at_check", sql`${table.expiresAt} > ${table.createdAt}`),
  ],
);

/** Six mailed digits, stored as a hash with a salt of their own. */
export const emailVerificationCodes = eigenwatch.table(
  "email_verification_codes",
  {
    id: id(),
    emailId: uuid("email_id")
      .notNull()
      .references(() => userEmails.id, { onDelete: "cascade" }),
    codeHash: text("code_hash").notNull(),
    codeSalt: text("code_salt").notNull(),
    attemptCount: integer("attempt_count").notNull().default(0),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    ...stamps(),
  },
  (table) => [
    index("idx_email_verification_codes_email_id_created_at").on(table.emailId, table.createdAt),
    index("idx_email_verification_codes_expires_at").on(table.expiresAt),
    check("email_verification_codes_code_hash_check", sql`${table.codeHash} ~ '^[0-9a-f]{64}$'`),
    check("email_verification_codes_attempt_count_check", sql`${table.attemptCount} between 0 and 3`),
    check("email_verification_codes_expires_at_check", sql`${table.expiresAt} > ${table.createdAt}`),
  ],
);

/**
 * One row per mailed code, kept for an hour to count by. It outlives the address and the account, so that
 * removing either does not reset the count. It holds only an id and a keyed hash.
 */
export const emailSends = eigenwatch.table(
  "email_sends",
  {
    id: id(),
    accountId: uuid("account_id").notNull(),
    emailHash: text("email_hash").notNull(),
    ...stamps(),
  },
  (table) => [
    index("idx_email_sends_account_id_created_at").on(table.accountId, table.createdAt),
    index("idx_email_sends_email_hash_created_at").on(table.emailHash, table.createdAt),
    check("email_sends_email_hash_check", sql`${table.emailHash} ~ '^[0-9a-f]{64}$'`),
  ],
);

/** One row per account that changed a preference from its default. */
export const userPreferences = eigenwatch.table(
  "user_preferences",
  {
    id: id(),
    userId: ownerId(),
    theme: theme("theme").notNull().default("system"),
    currency: currency("currency").notNull().default("USD"),
    notificationFrequency: frequency("notification_frequency").notNull().default("daily"),
    ...stamps(),
  },
  (table) => [uniqueIndex("idx_user_preferences_user_id").on(table.userId)],
);

/**
 * The watched entities of an account. They live in the pipeline's database, so an id is only checked when it is
 * added.
 */
export const userWatchlist = eigenwatch.table(
  "user_watchlist",
  {
    id: id(),
    userId: ownerId(),
    entityType: entityType("entity_type").notNull(),
    entityId: text("entity_id").notNull(),
    alertEnabled: boolean("alert_enabled").notNull().default(false),
    ...stamps(),
  },
  (table) => [
    uniqueIndex("idx_user_watchlist_user_id_entity_type_entity_id").on(
      table.userId,
      table.entityType,
      table.entityId,
    ),
    check("user_watchlist_entity_id_check", sql`${table.entityId} ~ '^0x[0-9a-f]{40}$'`),
  ],
);

/** Points used of a limit in its running window, stored here so that all instances count together. */
export const rateLimits = eigenwatch.table(
  "rate_limits",
  {
    // The counting statement inserts these three by position, so they come first.
    key: text("key").notNull(),
    points: integer("points").notNull().default(0),
    /** The end of the window, in milliseconds since 1970. */
    expire: bigint("expire", { mode: "number" }),
    id: id(),
    ...stamps(),
  },
  (table) => [
    uniqueIndex("idx_rate_limits_key").on(table.key),
    index("idx_rate_limits_expire").on(table.expire),
  ],
);

/** Append-only. It outlives the account, whose id it stores without a foreign key. */
export const auditEvents = eigenwatch.table(
  "audit_events",
  {
    id: id(),
    actorId: uuid("actor_id"),
    action: text("action").notNull(),
    detail: jsonb("detail").notNull().default({}),
    requestId: text("request_id"),
    ipAddress: inet("ip_address"),
    device: text("device"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    index("idx_audit_events_actor_id_created_at").on(table.actorId, table.createdAt),
    index("idx_audit_events_created_at").on(table.createdAt),
    check("audit_events_action_check", sql`${table.action} ~ '^[a-z]+([._][a-z]+)*$'`),
  ],
);

/** One row per scheduled job, with its newest run. The queue itself is in a schema of its own, eigenwatch_jobs. */
export const scheduledJobs = eigenwatch.table(
  "scheduled_jobs",
  {
    id: id(),
    name: text("name").notNull(),
    /** When it runs, as cron writes it, in UTC. */
    schedule: text("schedule").notNull(),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    outcome: jobOutcome("outcome"),
    succeededAt: instant("succeeded_at"),
    /** Numbers that the newest run found or changed, by name. */
    figures: jsonb("figures").$type<Record<string, number>>().notNull().default({}),
    problem: text("problem"),
    ...stamps(),
  },
  (table) => [
    uniqueIndex("idx_scheduled_jobs_name").on(table.name),
    check("scheduled_jobs_name_check", sql`${table.name} ~ '^[a-z]+(-[a-z]+)*$'`),
    check("scheduled_jobs_problem_check", sql`char_length(${table.problem}) <= 500`),
  ],
);

/** One row per running worker, which changes `seen_at` twice a minute and takes the row along when it stops. */
export const jobWorkers = eigenwatch.table(
  "job_workers",
  {
    id: id(),
    seenAt: instant("seen_at").notNull().defaultNow(),
    ...stamps(),
  },
  (table) => [index("idx_job_workers_seen_at").on(table.seenAt)],
);

/** Settings of the site that differ from its configuration, one per row. A trigger announces every change to all instances. */
export const systemSettings = eigenwatch.table(
  "system_settings",
  {
    id: id(),
    name: text("name").notNull(),
    value: jsonb("value").notNull(),
    /** The account that set it, stored without a foreign key: the setting outlives it. */
    setBy: uuid("set_by"),
    ...stamps(),
  },
  (table) => [
    uniqueIndex("idx_system_settings_name").on(table.name),
    check("system_settings_name_check", sql`${table.name} ~ '^[a-z]+(_[a-z]+)*$'`),
    check("system_settings_value_check", sql`pg_column_size(${table.value}) <= 8192`),
  ],
);
