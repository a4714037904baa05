-- One made-up customer, the same in every environment and wherever it is run from.
SET LOCAL TimeZone TO 'UTC';

INSERT INTO account (id, name, kind, number_ending, currency, position) VALUES
    ('acc_everyday', 'Everyday account', 'CURRENT', '4711', 'EUR', 1),
    ('acc_savings', 'Rainy-day savings', 'SAVINGS', '0815', 'EUR', 2),
    ('acc_card', 'Credit card', 'CARD', '9021', 'EUR', 3),
    ('acc_tokyo', 'Tokyo account', 'CURRENT', '5508', 'JPY', 4);

INSERT INTO account_transaction (account_id, booked_at, amount, description)
SELECT account_id, booked_at, amount, description
FROM (
    SELECT 'acc_everyday' AS account_id, month + INTERVAL '1 day 8 hours' AS booked_at, -94500 AS amount, 'Rent' AS description
    FROM generate_series(TIMESTAMPTZ '2026-06-01 00:00+00', '2026-11-01 00:00+00', INTERVAL '1 month') AS month
    UNION ALL
    SELECT 'acc_everyday', month + INTERVAL '24 days 6 hours', 312048, 'Salary, Meridian Instruments'
    FROM generate_series(TIMESTAMPTZ '2026-05-01 00:00+00', '2026-10-01 00:00+00', INTERVAL '1 month') AS month
    UNION ALL
    SELECT 'acc_everyday', month + INTERVAL '25 days 6 hours', -40000, 'To rainy-day savings'
    FROM generate_series(TIMESTAMPTZ '2026-05-01 00:00+00', '2026-10-01 00:00+00', INTERVAL '1 month') AS month
    UNION ALL
    SELECT 'acc_savings', month + INTERVAL '25 days 6 hours', 40000, 'From everyday account'
    FROM generate_series(TIMESTAMPTZ '2026-05-01 00:00+00', '2026-10-01 00:00+00', INTERVAL '1 month') AS month
    UNION ALL
    SELECT 'acc_everyday', week + INTERVAL '17 hours 42 minutes',
        -(4310 + 137 * (extract(DOY FROM week)::INTEGER % 23)), 'Groceries, Hofladen Brandt'
    FROM generate_series(TIMESTAMPTZ '2026-05-30 00:00+00', '2026-11-21 00:00+00', INTERVAL '1 week') AS week
    UNION ALL
    SELECT 'acc_card', week + INTERVAL '12 hours 8 minutes',
        -(890 + 61 * (extract(DOY FROM week)::INTEGER % 17)), 'Lunch, Café Morgenrot'
    FROM generate_series(TIMESTAMPTZ '2026-09-02 00:00+00', '2026-11-18 00:00+00', INTERVAL '1 week') AS week
    UNION ALL
    VALUES
        ('acc_everyday', TIMESTAMPTZ '2026-05-20 09:00+00', 184000, 'Opening balance'),
        ('acc_savings', TIMESTAMPTZ '2026-05-20 09:00+00', 1250000, 'Opening balance'),
        ('acc_savings', TIMESTAMPTZ '2026-09-30 22:00+00', 6437, 'Interest, third quarter'),
        ('acc_card', TIMESTAMPTZ '2026-10-14 18:31+00', -12990, 'Night train Berlin–Vienna'),
        ('acc_card', TIMESTAMPTZ '2026-11-09 10:15+00', 4500, 'Refund, Papier & Feder'),
        ('acc_tokyo', TIMESTAMPTZ '2026-07-03 01:00+00', 480000, 'Opening balance'),
        ('acc_tokyo', TIMESTAMPTZ '2026-10-27 03:20+00', -1280, 'Ramen, Shinjuku'),
        ('acc_tokyo', TIMESTAMPTZ '2026-10-28 09:05+00', -64800, 'Ryokan, Hakone')
) AS sample (account_id, booked_at, amount, description)
ORDER BY booked_at, account_id, amount;
