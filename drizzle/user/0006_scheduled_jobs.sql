CREATE TYPE "eigenwatch"."job_outcome" AS ENUM('running', 'succeeded', 'failed', 'given_back');--> statement-breakpoint
CREATE TABLE "eigenwatch"."job_workers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "eigenwatch"."scheduled_jobs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"schedule" text NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"outcome" "eigenwatch"."job_outcome",
	"succeeded_at" timestamp with time zone,
	"figures" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"problem" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scheduled_jobs_name_check" CHECK ("eigenwatch"."scheduled_jobs"."name" ~ '^[a-z]+(-[a-z]+)*$'),
	CONSTRAINT "scheduled_jobs_problem_check" CHECK (char_length("eigenwatch"."scheduled_jobs"."problem") <= 500)
);
--> statement-breakpoint
CREATE INDEX "idx_job_workers_seen_at" ON "eigenwatch"."job_workers" USING btree ("seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "idx_scheduled_jobs_name" ON "eigenwatch"."scheduled_jobs" USING btree ("name");
--> statement-breakpoint
-- The application may not delete from the audit trail. This deletes the oldest events for it, as many as `most`, and never
-- one of the last 90 days, whatever it is told.
CREATE FUNCTION "eigenwatch"."forget_audit_events"(keep_days integer, most integer) RETURNS integer LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  forgotten integer;
BEGIN
  IF keep_days IS NULL OR keep_days < 90 THEN
    RAISE EXCEPTION 'Audit events are kept for at least 90 days.' USING ERRCODE = '22023';
  END IF;
  IF most IS NULL OR most NOT BETWEEN 1 AND 10000 THEN
    RAISE EXCEPTION 'From 1 to 10000 audit events are deleted at once.' USING ERRCODE = '22023';
  END IF;
  DELETE FROM eigenwatch.audit_events WHERE id IN (
    SELECT id FROM eigenwatch.audit_events WHERE created_at < now() - make_interval(days => keep_days)
    ORDER BY created_at LIMIT most FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  RETURN forgotten;
END $$;
--> statement-breakpoint
-- The migrator grants it to the application.
REVOKE ALL ON FUNCTION "eigenwatch"."forget_audit_events"(integer, integer) FROM PUBLIC;
--> statement-breakpoint
COMMENT ON TABLE "eigenwatch"."audit_events" IS 'Kept for 365 days by default (AUDIT_RETENTION_DAYS) and for 90 at least; only forget_audit_events deletes them, and forget_account those of a deleted account.';
--> statement-breakpoint
COMMENT ON TABLE "eigenwatch"."auth_nonces" IS 'Deleted when used, and by the job nonces within 10 minutes of their end.';
--> statement-breakpoint
COMMENT ON TABLE "eigenwatch"."email_verification_codes" IS 'Deleted by the next code of the address, and by the job email-codes a day after their end.';
--> statement-breakpoint
COMMENT ON TABLE "eigenwatch"."email_sends" IS 'Counted for a day, then deleted by the job email-codes.';
--> statement-breakpoint
COMMENT ON TABLE "eigenwatch"."user_sessions" IS 'Deleted by the job sessions 30 days after expires_at.';
--> statement-breakpoint
COMMENT ON TABLE "eigenwatch"."rate_limits" IS 'Deleted by the job rate-limits within a minute of the end of their window.';
--> statement-breakpoint
COMMENT ON TABLE "eigenwatch"."job_workers" IS 'The row of a worker that was killed is deleted a day later by another one.';
