-- Runs after every migration: what the application's user may do, which is to read. The rotation gives it its password;
-- whichever comes first makes it, under the lock of the rotation. Doing it every time brings back a grant that was lost.
DO $$
DECLARE
    portal_user CONSTANT TEXT := '${portal_user}';
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('secret-rotation of ' || portal_user));
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = portal_user) THEN
        EXECUTE format('CREATE ROLE %I LOGIN PASSWORD NULL', portal_user);
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA portal TO %I', portal_user);
    EXECUTE format('GRANT SELECT ON portal.account, portal.account_transaction TO %I', portal_user);
END
$$;
