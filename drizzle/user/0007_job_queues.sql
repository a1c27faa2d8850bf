-- The queues of pg-boss 10.4, in its own words: PgBoss.getConstructionPlans("eigenwatch_jobs"). Made here, since
-- the application may not create tables. Our rules of names do not apply to its schema.
CREATE SCHEMA IF NOT EXISTS eigenwatch_jobs;
--> statement-breakpoint
CREATE TYPE eigenwatch_jobs.job_state AS ENUM (
  'created',
  'retry',
  'active',
  'completed',
  'cancelled',
  'failed'
);
--> statement-breakpoint
CREATE TABLE eigenwatch_jobs.version (
  version int primary key,
  maintained_on timestamp with time zone,
  cron_on timestamp with time zone,
  monitored_on timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE eigenwatch_jobs.queue (
  name text,
  policy text,
  retry_limit int,
  retry_delay int,
  retry_backoff bool,
  expire_seconds int,
  retention_minutes int,
  dead_letter text REFERENCES eigenwatch_jobs.queue (name),
  partition_name text,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);
--> statement-breakpoint
CREATE TABLE eigenwatch_jobs.schedule (
  name text REFERENCES eigenwatch_jobs.queue ON DELETE CASCADE,
  cron text not null,
  timezone text,
  data jsonb,
  options jsonb,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);
--> statement-breakpoint
CREATE TABLE eigenwatch_jobs.subscription (
  event text not null,
  name text not null REFERENCES eigenwatch_jobs.queue ON DELETE CASCADE,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY(event, name)
);
--> statement-breakpoint
CREATE TABLE eigenwatch_jobs.job (
  id uuid not null default gen_random_uuid(),
  name text not null,
  priority integer not null default(0),
  data jsonb,
  state eigenwatch_jobs.job_state not null default('created'),
  retry_limit integer not null default(2),
  retry_count integer not null default(0),
  retry_delay integer not null default(0),
  retry_backoff boolean not null default false,
  start_after timestamp with time zone not null default now(),
  started_on timestamp with time zone,
  singleton_key text,
  -- The words of pg-boss stay as they are.
  -- squawk-ignore prefer-timestamp-tz
  singleton_on timestamp without time zone,
  expire_in interval not null default interval '15 minutes',
  created_on timestamp with time zone not null default now(),
  completed_on timestamp with time zone,
  keep_until timestamp with time zone NOT NULL default now() + interval '14 days',
  output jsonb,
  dead_letter text,
  policy text
) PARTITION BY LIST (name);
--> statement-breakpoint
-- Both tables are empty.
-- squawk-ignore adding-serial-primary-key-field
ALTER TABLE eigenwatch_jobs.job ADD PRIMARY KEY (name, id);
--> statement-breakpoint
CREATE TABLE eigenwatch_jobs.archive (LIKE eigenwatch_jobs.job);
--> statement-breakpoint
-- squawk-ignore adding-serial-primary-key-field
ALTER TABLE eigenwatch_jobs.archive ADD PRIMARY KEY (name, id);
--> statement-breakpoint
ALTER TABLE eigenwatch_jobs.archive ADD archived_on timestamptz NOT NULL DEFAULT now();
--> statement-breakpoint
CREATE INDEX archive_i1 ON eigenwatch_jobs.archive(archived_on);
--> statement-breakpoint
CREATE FUNCTION eigenwatch_jobs.create_queue(queue_name text, options json)
RETURNS VOID AS
$$
DECLARE
  table_name varchar := 'j' || encode(sha224(queue_name::bytea), 'hex');
  queue_created_on timestamptz;
BEGIN
  WITH q as (
  INSERT INTO eigenwatch_jobs.queue (
    name,
    policy,
    retry_limit,
    retry_delay,
    retry_backoff,
    expire_seconds,
    retention_minutes,
    dead_letter,
    partition_name
  )
  VALUES (
    queue_name,
    options->>'policy',
    (options->>'retryLimit')::int,
    (options->>'retryDelay')::int,
    (options->>'retryBackoff')::bool,
    (options->>'expireInSeconds')::int,
    (options->>'retentionMinutes')::int,
    options->>'deadLetter',
    table_name
  )
  ON CONFLICT DO NOTHING
  RETURNING created_on
  )
  SELECT created_on into queue_created_on from q;
  IF queue_created_on IS NULL THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TABLE eigenwatch_jobs.%I (LIKE eigenwatch_jobs.job INCLUDING DEFAULTS)', table_name);
  EXECUTE format('ALTER TABLE eigenwatch_jobs.%1$I ADD PRIMARY KEY (name, id)', table_name);
  EXECUTE format('ALTER TABLE eigenwatch_jobs.%1$I ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES eigenwatch_jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
  EXECUTE format('ALTER TABLE eigenwatch_jobs.%1$I ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES eigenwatch_jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i1 ON eigenwatch_jobs.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''created'' AND policy = ''short''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i2 ON eigenwatch_jobs.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''active'' AND policy = ''singleton''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i3 ON eigenwatch_jobs.%1$I (name, state, COALESCE(singleton_key, '''')) WHERE state <= ''active'' AND policy = ''stately''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i4 ON eigenwatch_jobs.%1$I (name, singleton_on, COALESCE(singleton_key, '''')) WHERE state <> ''cancelled'' AND singleton_on IS NOT NULL', table_name);
  EXECUTE format('CREATE INDEX %1$s_i5 ON eigenwatch_jobs.%1$I (name, start_after) INCLUDE (priority, created_on, id) WHERE state < ''active''', table_name);
  EXECUTE format('ALTER TABLE eigenwatch_jobs.%I ADD CONSTRAINT cjc CHECK (name=%L)', table_name, queue_name);
  EXECUTE format('ALTER TABLE eigenwatch_jobs.job ATTACH PARTITION eigenwatch_jobs.%I FOR VALUES IN (%L)', table_name, queue_name);
END;
$$
LANGUAGE plpgsql;
--> statement-breakpoint
CREATE FUNCTION eigenwatch_jobs.delete_queue(queue_name text)
RETURNS VOID AS
$$
DECLARE
  table_name varchar;
BEGIN
  WITH deleted as (
    DELETE FROM eigenwatch_jobs.queue
    WHERE name = queue_name
    RETURNING partition_name
  )
  SELECT partition_name from deleted INTO table_name;
  EXECUTE format('DROP TABLE IF EXISTS eigenwatch_jobs.%I', table_name);
END;
$$
LANGUAGE plpgsql;
--> statement-breakpoint
INSERT INTO eigenwatch_jobs.version(version) VALUES ('24');
--> statement-breakpoint
-- The queue in which pg-boss passes on what is due, and one for each scheduled job.
SELECT eigenwatch_jobs.create_queue('__pgboss__send-it', '{"policy": "standard"}');
--> statement-breakpoint
SELECT eigenwatch_jobs.create_queue('audit-events', '{"policy": "stately", "retryLimit": 2, "retryDelay": 30, "expireInSeconds": 120, "retentionMinutes": 60}');
--> statement-breakpoint
SELECT eigenwatch_jobs.create_queue('nonces', '{"policy": "stately", "retryLimit": 2, "retryDelay": 30, "expireInSeconds": 120, "retentionMinutes": 60}');
--> statement-breakpoint
SELECT eigenwatch_jobs.create_queue('email-codes', '{"policy": "stately", "retryLimit": 2, "retryDelay": 30, "expireInSeconds": 120, "retentionMinutes": 60}');
--> statement-breakpoint
SELECT eigenwatch_jobs.create_queue('sessions', '{"policy": "stately", "retryLimit": 2, "retryDelay": 30, "expireInSeconds": 120, "retentionMinutes": 60}');
--> statement-breakpoint
SELECT eigenwatch_jobs.create_queue('rate-limits', '{"policy": "stately", "retryLimit": 2, "retryDelay": 30, "expireInSeconds": 120, "retentionMinutes": 60}');
--> statement-breakpoint
SELECT eigenwatch_jobs.create_queue('references', '{"policy": "stately", "retryLimit": 2, "retryDelay": 30, "expireInSeconds": 120, "retentionMinutes": 60}');
