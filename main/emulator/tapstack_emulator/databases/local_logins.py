"""Members of rds_iam where PostgreSQL cannot check their tokens: only programs of the emulator's own user may be one.

A trigger of each database, at login, looks in Linux's tables of connections whose both ends are.
"""
from __future__ import annotations

import sys
from typing import List

FIRST_VERSION = 17  # with triggers at login

# Two addresses, of which the first is the end's own; its state, established; after three columns its user. The tables are
# read piece by piece: while many connections come and go an end may be missing, so it is looked for again.
CHECK = r"""CREATE OR REPLACE FUNCTION pg_catalog.rds_local_login() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  loopback text := '(?:0000000000000000FFFF0000)?0100007F:';
  client text := loopback || lpad(upper(to_hex(inet_client_port())), 4, '0');
  server text := loopback || lpad(upper(to_hex(inet_server_port())), 4, '0');
  pattern text := format('(%s) (?:%s) 01 \S+ \S+ \S+ +(\d+)', client || '|' || server, client || '|' || server);
  ends int;
  users int;
BEGIN
  IF NOT pg_has_role(session_user, 'rds_iam', 'member') THEN RETURN; END IF;
  FOR attempt IN 1..100 LOOP
    SELECT count(DISTINCT right(row_found[1], 4)), count(DISTINCT row_found[2]) INTO ends, users
      FROM regexp_matches(pg_read_file('/proc/net/tcp') || pg_read_file('/proc/net/tcp6', true), pattern, 'g') AS row_found;
    EXIT WHEN ends = 2;
    PERFORM pg_sleep(0.02);
  END LOOP;
  IF ends <> 2 OR users <> 1 THEN
    RAISE EXCEPTION 'PAM authentication failed for user "%"', session_user USING ERRCODE = '28000';
  END IF;
END $$"""
NO_TRIGGER = "DROP EVENT TRIGGER IF EXISTS rds_local_login"
TRIGGER = "CREATE EVENT TRIGGER rds_local_login ON login EXECUTE FUNCTION pg_catalog.rds_local_login()"


def possible(major_version: int) -> bool:
    return sys.platform == "linux" and major_version >= FIRST_VERSION


def statements() -> List[str]:
    """For each database, as superuser."""
    return ["SET allow_system_table_mods = on", CHECK.replace("\n", " "), NO_TRIGGER, TRIGGER]
