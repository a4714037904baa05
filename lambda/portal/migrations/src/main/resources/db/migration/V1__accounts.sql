-- What the portal shows. Amounts are minor units of the account's currency; a balance is the sum of what was booked, so
-- that the two cannot disagree.
CREATE TABLE account (
    id            TEXT     PRIMARY KEY CHECK (id ~ '^acc_[a-z0-9]{1,32}$'),
    name          TEXT     NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    kind          TEXT     NOT NULL CHECK (kind IN ('CURRENT', 'SAVINGS', 'CARD')),
    -- The last digits only: the whole number has no business here.
    number_ending CHAR(4)  NOT NULL CHECK (number_ending ~ '^[0-9]{4}$'),
    currency      CHAR(3)  NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    position      SMALLINT NOT NULL UNIQUE
);

CREATE TABLE account_transaction (
    id          BIGINT      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id  TEXT        NOT NULL REFERENCES account (id),
    booked_at   TIMESTAMPTZ NOT NULL,
    -- Signed: what went out is negative.
    amount      BIGINT      NOT NULL CHECK (amount <> 0 AND abs(amount) <= 999999999999),
    description TEXT        NOT NULL CHECK (length(description) BETWEEN 1 AND 140)
);

-- A page is read in this order, the newest first.
CREATE INDEX account_transaction_newest ON account_transaction (account_id, booked_at DESC, id DESC);
