CREATE TYPE "eigenwatch"."account_role" AS ENUM('user', 'support', 'admin');--> statement-breakpoint
CREATE TABLE "eigenwatch"."system_settings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"value" jsonb NOT NULL,
	"set_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "system_settings_name_check" CHECK ("eigenwatch"."system_settings"."name" ~ '^[a-z]+(_[a-z]+)*$'),
	CONSTRAINT "system_settings_value_check" CHECK (pg_column_size("eigenwatch"."system_settings"."value") <= 8192)
);
--> statement-breakpoint
ALTER TABLE "eigenwatch"."users" ADD COLUMN "role" "eigenwatch"."account_role" DEFAULT 'user' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "idx_system_settings_name" ON "eigenwatch"."system_settings" USING btree ("name");
--> statement-breakpoint
-- A role counts at once on every instance, as a tier does.
CREATE TRIGGER "announce_user_role" AFTER UPDATE OF "role" ON "eigenwatch"."users" FOR EACH ROW
  WHEN (OLD.role IS DISTINCT FROM NEW.role) EXECUTE FUNCTION "eigenwatch"."announce_account_change"();
--> statement-breakpoint
-- At least one admin who can sign in is left. One transaction after the other looks, and sees what the one before it did:
-- otherwise two admins who demote each other at once would both succeed. Disabling an account is not refused, for a
-- stolen wallet must be stopped in any case.
CREATE FUNCTION "eigenwatch"."keep_an_admin"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF current_setting('transaction_isolation') = 'repeatable read' THEN
    RAISE EXCEPTION 'An admin is removed at another isolation level: this one does not see other changes.'
      USING ERRCODE = '0A000';
  END IF;
  PERFORM pg_advisory_xact_lock(4915402028);
  IF NOT EXISTS (SELECT FROM eigenwatch.users WHERE role = 'admin' AND disabled_at IS NULL) THEN
    RAISE EXCEPTION 'The last admin stays one.' USING ERRCODE = '23514', CONSTRAINT = 'users_last_admin_check';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "keep_an_admin_update" AFTER UPDATE OF "role" ON "eigenwatch"."users" FOR EACH ROW
  WHEN (OLD.role = 'admin' AND NEW.role <> 'admin' AND OLD.disabled_at IS NULL)
  EXECUTE FUNCTION "eigenwatch"."keep_an_admin"();
--> statement-breakpoint
CREATE TRIGGER "keep_an_admin_delete" AFTER DELETE ON "eigenwatch"."users" FOR EACH ROW
  WHEN (OLD.role = 'admin' AND OLD.disabled_at IS NULL) EXECUTE FUNCTION "eigenwatch"."keep_an_admin"();
--> statement-breakpoint
-- Every instance keeps the settings in memory, and reads them again when it hears of this.
CREATE FUNCTION "eigenwatch"."announce_settings_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('eigenwatch_settings', '');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "announce_settings_change" AFTER INSERT OR UPDATE OR DELETE ON "eigenwatch"."system_settings"
  FOR EACH STATEMENT EXECUTE FUNCTION "eigenwatch"."announce_settings_change"();
--> statement-breakpoint
COMMENT ON TABLE "eigenwatch"."system_settings" IS 'Kept until an admin sets them back; each change is in audit_events, which names no account but the admin''s.';
