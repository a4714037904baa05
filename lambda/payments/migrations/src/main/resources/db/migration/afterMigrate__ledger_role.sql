-- Runs after every migration: the role of payments-ledger, which logs in by IAM token only (no password) and can add to
-- the books and read them. Doing it every time brings back a role or grant that was lost.
DO $$
DECLARE
    ledger_role CONSTANT TEXT := '${ledger_user}';
BEGIN
    -- Two deployments at once would trip over each other's grants.
    PERFORM pg_advisory_xact_lock(hashtext('tapstack ledger role'));
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ledger_role) THEN
        EXECUTE format('CREATE ROLE %I LOGIN PASSWORD NULL', ledger_role);
    END IF;
    EXECUTE format('GRANT rds_iam TO %I', ledger_role);
    EXECUTE format('GRANT USAGE ON SCHEMA ledger TO %I', ledger_role);
    EXECUTE format('GRANT SELECT, INSERT ON ledger.journal_entry, ledger.posting TO %I', ledger_role);
END
$$;
