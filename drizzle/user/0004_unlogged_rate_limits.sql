-- Counts of calls need no write-ahead log: a crash may forget them, and no visitor waits for a disk.
ALTER TABLE "eigenwatch"."rate_limits" SET UNLOGGED;
--> statement-breakpoint
-- What was counted for an account goes with it.
CREATE OR REPLACE FUNCTION "eigenwatch"."forget_account"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog AS $$
BEGIN
  DELETE FROM eigenwatch.audit_events WHERE actor_id = OLD.id;
  DELETE FROM eigenwatch.rate_limits
    WHERE split_part(key, ':', 2) = OLD.id::text OR starts_with(key, 'verifyWallet:' || OLD.wallet_address || '@');
  INSERT INTO eigenwatch.audit_events (action) VALUES ('account.deleted');
  RETURN NULL;
END $$;
