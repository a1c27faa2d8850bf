-- What was counted for an account goes with it, whatever the limit: its keys name the account or the wallet. The rows
-- are locked in the order in which the application writes them, so that neither waits for the other in a circle.
CREATE OR REPLACE FUNCTION "eigenwatch"."forget_account"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog AS $$
BEGIN
  DELETE FROM eigenwatch.audit_events WHERE actor_id = OLD.id;
  DELETE FROM eigenwatch.rate_limits WHERE id IN (
    SELECT id FROM eigenwatch.rate_limits
    WHERE strpos(key, OLD.id::text) > 0 OR strpos(key, OLD.wallet_address) > 0 ORDER BY key FOR UPDATE);
  INSERT INTO eigenwatch.audit_events (action) VALUES ('account.deleted');
  RETURN NULL;
END $$;
