-- Every instance keeps what it knows of a session for a while and listens here for what makes it untrue. The payload is
-- the id of the session or of the account. As a trigger, it is said by whatever makes the change, and on commit.
CREATE FUNCTION "eigenwatch"."announce_account_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('eigenwatch_accounts', OLD.id::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "announce_user_update" AFTER UPDATE OF "tier", "tier_expires_at", "disabled_at", "display_name"
  ON "eigenwatch"."users" FOR EACH ROW
  WHEN ((OLD.tier, OLD.tier_expires_at, OLD.disabled_at, OLD.display_name)
    IS DISTINCT FROM (NEW.tier, NEW.tier_expires_at, NEW.disabled_at, NEW.display_name))
  EXECUTE FUNCTION "eigenwatch"."announce_account_change"();
--> statement-breakpoint
CREATE TRIGGER "announce_user_delete" AFTER DELETE ON "eigenwatch"."users" FOR EACH ROW
  EXECUTE FUNCTION "eigenwatch"."announce_account_change"();
--> statement-breakpoint
CREATE TRIGGER "announce_session_update" AFTER UPDATE OF "revoked_at", "expires_at", "reauthenticated_at"
  ON "eigenwatch"."user_sessions" FOR EACH ROW
  WHEN ((OLD.revoked_at, OLD.expires_at, OLD.reauthenticated_at)
    IS DISTINCT FROM (NEW.revoked_at, NEW.expires_at, NEW.reauthenticated_at))
  EXECUTE FUNCTION "eigenwatch"."announce_account_change"();
--> statement-breakpoint
CREATE TRIGGER "announce_session_delete" AFTER DELETE ON "eigenwatch"."user_sessions" FOR EACH ROW
  EXECUTE FUNCTION "eigenwatch"."announce_account_change"();
--> statement-breakpoint
-- The application may not delete from the audit trail; the trail of an account goes with the account, and one line
-- that names nobody stays.
CREATE FUNCTION "eigenwatch"."forget_account"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog AS $$
BEGIN
  DELETE FROM eigenwatch.audit_events WHERE actor_id = OLD.id;
  INSERT INTO eigenwatch.audit_events (action) VALUES ('account.deleted');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "forget_account" AFTER DELETE ON "eigenwatch"."users" FOR EACH ROW
  EXECUTE FUNCTION "eigenwatch"."forget_account"();
