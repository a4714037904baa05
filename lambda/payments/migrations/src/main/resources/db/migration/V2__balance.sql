-- At commit every entry has at least two postings, in one currency, with equal debits and credits. The rule is checked
-- for new entries too, or one without any postings would pass.
CREATE FUNCTION check_balance() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = ${flyway:defaultSchema}, pg_temp
AS $$
DECLARE
    -- TG_ARGV names the column that holds the entry's id: it differs between the two tables.
    checked BIGINT := to_jsonb(NEW) ->> TG_ARGV[0];
    postings BIGINT;
    currencies BIGINT;
    difference NUMERIC;
BEGIN
    SELECT count(*), count(DISTINCT currency), sum(CASE direction WHEN 'DEBIT' THEN amount ELSE -amount END)
    INTO postings, currencies, difference
    FROM posting
    WHERE entry_id = checked;
    IF postings < 2 OR currencies <> 1 OR difference <> 0 THEN
        RAISE EXCEPTION 'journal entry % does not balance', checked USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER journal_entry_balances
    AFTER INSERT ON journal_entry
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION check_balance('id');

CREATE CONSTRAINT TRIGGER posting_balances
    AFTER INSERT ON posting
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION check_balance('entry_id');
