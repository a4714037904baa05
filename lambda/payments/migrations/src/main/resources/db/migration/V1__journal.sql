-- One journal entry for each financial change of a payment, and its postings. Amounts are minor units.
CREATE TABLE journal_entry (
    id             BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id       TEXT        NOT NULL UNIQUE CHECK (length(event_id) BETWEEN 1 AND 128),
    transaction_id TEXT        NOT NULL CHECK (length(transaction_id) BETWEEN 1 AND 128),
    kind           TEXT        NOT NULL CHECK (kind IN ('PAYMENT', 'REVERSAL')),
    user_id        TEXT        NOT NULL CHECK (length(user_id) BETWEEN 1 AND 128),
    occurred_at    TIMESTAMPTZ NOT NULL,
    recorded_at    TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    -- A payment is taken once and reversed at most once, whatever the stream delivers.
    UNIQUE (transaction_id, kind)
);

CREATE TABLE posting (
    entry_id  BIGINT   NOT NULL REFERENCES journal_entry (id),
    line      SMALLINT NOT NULL CHECK (line > 0),
    account   TEXT     NOT NULL CHECK (account IN ('customer_receivable', 'settlement')),
    direction TEXT     NOT NULL CHECK (direction IN ('DEBIT', 'CREDIT')),
    amount    BIGINT   NOT NULL CHECK (amount BETWEEN 1 AND 999999999999),
    currency  CHAR(3)  NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    PRIMARY KEY (entry_id, line)
);

CREATE INDEX journal_entry_user ON journal_entry (user_id, occurred_at);
