CREATE SCHEMA "eigenwatch";
--> statement-breakpoint
CREATE TYPE "eigenwatch"."currency" AS ENUM('USD', 'ETH');--> statement-breakpoint
CREATE TYPE "eigenwatch"."entity_type" AS ENUM('operator', 'avs', 'strategy');--> statement-breakpoint
CREATE TYPE "eigenwatch"."notification_frequency" AS ENUM('never', 'instant', 'daily', 'weekly');--> statement-breakpoint
CREATE TYPE "eigenwatch"."theme" AS ENUM('system', 'light', 'dark');--> statement-breakpoint
CREATE TYPE "eigenwatch"."tier" AS ENUM('FREE', 'PRO', 'ENTERPRISE');--> statement-breakpoint
CREATE TABLE "eigenwatch"."audit_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"request_id" text,
	"ip_address" "inet",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_events_action_check" CHECK ("eigenwatch"."audit_events"."action" ~ '^[a-z]+([._][a-z]+)*$')
);
--> statement-breakpoint
CREATE TABLE "eigenwatch"."auth_nonces" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"nonce" text NOT NULL,
	"browser_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "auth_nonces_nonce_check" CHECK (char_length("eigenwatch"."auth_nonces"."nonce") between 22 and 128),
	CONSTRAINT "auth_nonces_browser_hash_check" CHECK ("eigenwatch"."auth_nonces"."browser_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "auth_nonces_expires_at_check" CHECK ("eigenwatch"."auth_nonces"."expires_at" > "eigenwatch"."auth_nonces"."created_at")
);
--> statement-breakpoint
CREATE TABLE "eigenwatch"."email_verification_codes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"code_salt" text NOT NULL,
	"attempt_count" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "email_verification_codes_code_hash_check" CHECK ("eigenwatch"."email_verification_codes"."code_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "email_verification_codes_attempt_count_check" CHECK ("eigenwatch"."email_verification_codes"."attempt_count" between 0 and 3),
	CONSTRAINT "email_verification_codes_expires_at_check" CHECK ("eigenwatch"."email_verification_codes"."expires_at" > "eigenwatch"."email_verification_codes"."created_at")
);
--> statement-breakpoint
CREATE TABLE "eigenwatch"."user_emails" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"email" text NOT NULL,
	"is_primary" boolean DEFAULT false NOT NULL,
	"verified_at" timestamp with time zone,
	"marketing_opt_in" boolean DEFAULT false NOT NULL,
	"alerts_opt_in" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_emails_email_check" CHECK ("eigenwatch"."user_emails"."email" = lower("eigenwatch"."user_emails"."email") and "eigenwatch"."user_emails"."email" ~ '^[^@[:space:]]+@[^@[:space:]]+$' and char_length("eigenwatch"."user_emails"."email") <= 254),
	CONSTRAINT "user_emails_is_primary_check" CHECK (not "eigenwatch"."user_emails"."is_primary" or "eigenwatch"."user_emails"."verified_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "eigenwatch"."user_preferences" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"theme" "eigenwatch"."theme" DEFAULT 'system' NOT NULL,
	"currency" "eigenwatch"."currency" DEFAULT 'USD' NOT NULL,
	"notification_frequency" "eigenwatch"."notification_frequency" DEFAULT 'daily' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "eigenwatch"."user_sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"refresh_token_hash" text NOT NULL,
	"previous_token_hash" text,
	"rotated_at" timestamp with time zone,
	"device_info" text,
	"ip_address" "inet",
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_sessions_refresh_token_hash_check" CHECK ("eigenwatch"."user_sessions"."refresh_token_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "user_sessions_previous_token_hash_check" CHECK ("eigenwatch"."user_sessions"."previous_token_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "user_sessions_device_info_check" CHECK (char_length("eigenwatch"."user_sessions"."device_info") <= 512),
	CONSTRAINT "user_sessions_expires_at_check" CHECK ("eigenwatch"."user_sessions"."expires_at" > "eigenwatch"."user_sessions"."created_at")
);
--> statement-breakpoint
CREATE TABLE "eigenwatch"."user_watchlist" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"entity_type" "eigenwatch"."entity_type" NOT NULL,
	"entity_id" text NOT NULL,
	"alert_enabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_watchlist_entity_id_check" CHECK ("eigenwatch"."user_watchlist"."entity_id" ~ '^0x[0-9a-f]{40}$')
);
--> statement-breakpoint
CREATE TABLE "eigenwatch"."users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"wallet_address" text NOT NULL,
	"display_name" text,
	"avatar_url" text,
	"tier" "eigenwatch"."tier" DEFAULT 'FREE' NOT NULL,
	"tier_expires_at" timestamp with time zone,
	"stripe_customer_id" text,
	"last_login_at" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_wallet_address_check" CHECK ("eigenwatch"."users"."wallet_address" ~ '^0x[0-9a-f]{40}$'),
	CONSTRAINT "users_display_name_check" CHECK (char_length("eigenwatch"."users"."display_name") between 1 and 80),
	CONSTRAINT "users_avatar_url_check" CHECK (char_length("eigenwatch"."users"."avatar_url") <= 2048)
);
--> statement-breakpoint
ALTER TABLE "eigenwatch"."email_verification_codes" ADD CONSTRAINT "email_verification_codes_email_id_user_emails_id_fk" FOREIGN KEY ("email_id") REFERENCES "eigenwatch"."user_emails"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eigenwatch"."user_emails" ADD CONSTRAINT "user_emails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "eigenwatch"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eigenwatch"."user_preferences" ADD CONSTRAINT "user_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "eigenwatch"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eigenwatch"."user_sessions" ADD CONSTRAINT "user_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "eigenwatch"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eigenwatch"."user_watchlist" ADD CONSTRAINT "user_watchlist_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "eigenwatch"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_audit_events_actor_id_created_at" ON "eigenwatch"."audit_events" USING btree ("actor_id","created_at");--> statement-breakpoint
CREATE INDEX "idx_audit_events_created_at" ON "eigenwatch"."audit_events" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "idx_auth_nonces_nonce" ON "eigenwatch"."auth_nonces" USING btree ("nonce");--> statement-breakpoint
CREATE INDEX "idx_auth_nonces_expires_at" ON "eigenwatch"."auth_nonces" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "idx_email_verification_codes_email_id_created_at" ON "eigenwatch"."email_verification_codes" USING btree ("email_id","created_at");--> statement-breakpoint
CREATE INDEX "idx_email_verification_codes_expires_at" ON "eigenwatch"."email_verification_codes" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "idx_user_emails_user_id_email" ON "eigenwatch"."user_emails" USING btree ("user_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "idx_user_emails_email" ON "eigenwatch"."user_emails" USING btree ("email") WHERE "eigenwatch"."user_emails"."verified_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "idx_user_emails_user_id" ON "eigenwatch"."user_emails" USING btree ("user_id") WHERE "eigenwatch"."user_emails"."is_primary";--> statement-breakpoint
CREATE UNIQUE INDEX "idx_user_preferences_user_id" ON "eigenwatch"."user_preferences" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "idx_user_sessions_user_id" ON "eigenwatch"."user_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "idx_user_sessions_refresh_token_hash" ON "eigenwatch"."user_sessions" USING btree ("refresh_token_hash");--> statement-breakpoint
CREATE INDEX "idx_user_sessions_previous_token_hash" ON "eigenwatch"."user_sessions" USING btree ("previous_token_hash");--> statement-breakpoint
CREATE INDEX "idx_user_sessions_expires_at" ON "eigenwatch"."user_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "idx_user_watchlist_user_id_entity_type_entity_id" ON "eigenwatch"."user_watchlist" USING btree ("user_id","entity_type","entity_id");--> statement-breakpoint
CREATE UNIQUE INDEX "idx_users_wallet_address" ON "eigenwatch"."users" USING btree ("wallet_address");--> statement-breakpoint
CREATE UNIQUE INDEX "idx_users_stripe_customer_id" ON "eigenwatch"."users" USING btree ("stripe_customer_id");