"""Members of rds_iam where PostgreSQL cannot check their tokens: only programs of the emulator's own user may be one.

A trigger of each database, at login, looks in Linux's tables of connections whose both ends are.
"""
from __future__ import annotations

import sys
from typing import List

FIRST_VERSION = 17  # with triggers at login

# The client's end and the server's: ports in hexadecimal, and after five columns the user.
CHECK = r"""CREATE OR REPLACE FUNCTION pg_catalog.rds_local_login() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  client text := lpad(upper(to_hex(inet_client_port())), 4, '0');
  server text := lpad(upper(to_hex(inet_server_port())), 4, '0');
  ends text := format(':(%s [0-9A-F]+:%s|%s [0-9A-F]+:%s) \S+ \S+ \S+ \S+ +(\d+)', client, server, server, client);
  users text[];
BEGIN
  IF NOT pg_has_role(session_user, 'rds_iam', 'member') THEN RETURN; END IF;
  SELECT array_agg(row_found[2]) INTO users
    FROM regexp_matches(pg_read_file('/proc/net/tcp') || pg_read_file('/proc/net/tcp6', true), ends, 'g') AS row_found;
  IF coalesce(array_length(users, 1), 0) <> 2 OR users[1] <> users[2] THEN
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
