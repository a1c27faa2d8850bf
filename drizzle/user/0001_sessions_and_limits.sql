CREATE TABLE "eigenwatch"."email_sends" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"email_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "email_sends_email_hash_check" CHECK ("eigenwatch"."email_sends"."email_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "eigenwatch"."rate_limits" (
	"key" text NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint,
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "eigenwatch"."audit_events" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "eigenwatch"."user_sessions" ADD COLUMN "reauthenticated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "eigenwatch"."users" ADD COLUMN "watchlist_visited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "eigenwatch"."users" ADD COLUMN "watchlist_previous_visit_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "idx_email_sends_account_id_created_at" ON "eigenwatch"."email_sends" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "idx_email_sends_email_hash_created_at" ON "eigenwatch"."email_sends" USING btree ("email_hash","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "idx_rate_limits_key" ON "eigenwatch"."rate_limits" USING btree ("key");--> statement-breakpoint
CREATE INDEX "idx_rate_limits_expire" ON "eigenwatch"."rate_limits" USING btree ("expire");