import json
import os
import shutil
import ssl
import socket
import subprocess
import struct
import tempfile
import types
import unittest
from pathlib import Path

import boto3
from moto.iam.models import iam_backends
from moto.sts.models import sts_backends

from tapstack_emulator.certificates import Authority
from tapstack_emulator.children import Children
from tapstack_emulator.databases import tokens
from tapstack_emulator.databases.postgres import PostgresServer, Wanted, access_rules, roles
from tapstack_emulator.iam.calls import Calls
from tapstack_emulator.iam.sigv4 import BadSignature
from tapstack_emulator.options import parse

from .running import PATIENCE_SECONDS, Running, eventually

WANTED = Wanted("payments", "master", "pass'word", "payments", True)
OPTIONS = parse(["--port", "1", "--directory", "/tmp"])
ROOT = OPTIONS.root
INSTANCE = types.SimpleNamespace(enable_iam_database_authentication=True, region="us-east-1",
                                 account_id="123456789012", dbi_resource_id="db-1")

READY, REFUSED = b"Z\0\0\0\x05I", b"authentication failed for user"


def postgres_folder():
    named = os.environ.get("POSTGRES_BIN")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if Path("/usr/lib/postgresql").exists() else []
    on_path = shutil.which("initdb")
    return Path(named) if named else installed[-1] if installed else Path(on_path).parent if on_path else None


def has_ldap():
    """Whether its PostgreSQL is linked with what tokens are checked by."""
    folder = postgres_folder()
    return folder is not None and b"libldap" in Path(folder, "postgres").read_bytes()


def can_keep_users_apart():
    """Whether a test may run as another user, and the server of it have a namespace that knows both."""
    return os.geteuid() == 0 and subprocess.run(
        ["unshare", "-r", "true"], capture_output=True).returncode == 0


def token(user="app", port=5432, host="127.0.0.1", key=ROOT.access_key_id, secret=ROOT.secret_access_key, session=None):
    client = boto3.client("rds", region_name="us-east-1", aws_access_key_id=key, aws_secret_access_key=secret,
                          aws_session_token=session)
    return client.generate_db_auth_token(host, port, user)


class TokenTest(unittest.TestCase):
    def check(self, made, user="app", instance=INSTANCE, port=5432):
        tokens.check_token(made, user, instance, port, OPTIONS, Calls())

    def test_a_token_for_this_user_and_port_is_good(self):
        self.check(token())
        self.check(token(host="localhost"))

    def test_a_roles_token_is_good_and_with_another_secret_it_is_not(self):
        role = iam_backends["123456789012"]["aws"].create_role(
            "database-user", "{}", "/", None, "", [], 3600).arn
        session = sts_backends["123456789012"]["aws"].assume_role(
            region_name="us-east-1", role_session_name="s", role_arn=role, policy=None, duration=900, external_id=None)
        self.check(token(key=session.access_key_id, secret=session.secret_access_key, session=session.session_token))
        with self.assertRaises(BadSignature):
            self.check(token(key=session.access_key_id, secret="wrong", session=session.session_token))

    def test_a_token_of_another_user_host_or_port_is_refused(self):
        for made in (token(user="other"), token(port=5433), token(host="example.com"), "password", ""):
            with self.subTest(made), self.assertRaises((tokens.BadToken, BadSignature)):
                self.check(made)

    def test_a_token_signed_with_another_secret_is_refused(self):
        with self.assertRaises(BadSignature):
            self.check(token(secret="other"))

    def test_without_iam_authentication_no_token_is_good(self):
        off = types.SimpleNamespace(**{**vars(INSTANCE), "enable_iam_database_authentication": False})
        with self.assertRaises(tokens.BadToken):
            self.check(token(), instance=off)

    def test_long_elements_are_read_as_ber_encodes_them(self):
        content = b"x" * 1000
        encoded = b"\x04\x82" + struct.pack(">H", 1000) + content
        self.assertEqual((4, content, b"rest"), tokens.element(encoded + b"rest"))


class RulesTest(unittest.TestCase):
    def test_only_tls_connections_are_let_in_when_tls_is_forced(self):
        self.assertTrue(all(line.startswith("hostssl ") for line in access_rules(WANTED, 15, "ldap", 1).splitlines()))

    def test_members_of_rds_iam_are_asked_for_a_token_before_passwords_count(self):
        lines = access_rules(WANTED, 15, "ldap", 389).splitlines()
        self.assertIn("+rds_iam", lines[1])
        self.assertIn('ldapsuffix="@payments"', lines[1])
        self.assertIn("all 127.0.0.1/32 scram-sha-256", lines[-1])

    def test_quotes_in_names_and_passwords_are_doubled(self):
        self.assertTrue(any("PASSWORD 'pass''word'" in statement for statement in roles(WANTED, 15)))


@unittest.skipIf(postgres_folder() is None, "no PostgreSQL programs: name their folder in POSTGRES_BIN")
class ServerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()  # below a folder of mode 0700
        cls.children = Children()
        cls.authority = Authority(Path(cls.folder.name) / "certificates")
        cls.tokens = tokens.TokenServer(OPTIONS, Calls(), lambda identifier: (INSTANCE, cls.server.port))
        cls.server = PostgresServer(WANTED, Path(cls.folder.name) / "db", postgres_folder(), cls.children,
                                    cls.authority, cls.tokens.port)
        cls.server.create()
        cls.server.stop()
        cls.server._sql(["CREATE ROLE app LOGIN", "GRANT rds_iam TO app"])
        cls.server.start()

    @classmethod
    def tearDownClass(cls):
        cls.server.destroy()
        cls.children.stop_all()
        cls.folder.cleanup()

    def offered_tls(self):
        connection = socket.create_connection(("127.0.0.1", self.server.port), timeout=PATIENCE_SECONDS)
        connection.sendall(struct.pack(">II", 8, 80877103))  # SSLRequest
        self.assertEqual(b"S", connection.recv(1))
        return connection

    def connect(self):
        connection = self.offered_tls()
        context = ssl.create_default_context(cafile=str(self.authority.bundle))
        return context.wrap_socket(connection, server_hostname="127.0.0.1")

    @staticmethod
    def ask(connection, user):
        parameters = f"user\0{user}\0database\0payments\0\0".encode()
        connection.sendall(struct.pack(">II", 8 + len(parameters), 196608) + parameters)
        return connection.recv(4096)

    def test_it_offers_tls_with_the_emulators_certificate(self):
        with self.connect() as connection:
            self.assertIn(("IP Address", "127.0.0.1"), connection.getpeercert()["subjectAltName"])

    def test_the_master_user_is_asked_for_a_scram_password(self):
        with self.connect() as connection:
            self.assertIn(b"SCRAM-SHA-256", self.ask(connection, "master"))

    def login_as(self, user):
        """What PostgreSQL says at last to a member of rds_iam whose program runs as a user of this machine."""
        read, write = os.pipe()
        child = os.fork()  # Python itself may be out of another user's reach
        if child == 0:
            try:
                os.setuid(user)
                with ssl._create_unverified_context().wrap_socket(self.offered_tls()) as connection:
                    said = self.ask(connection, "app")
                    while not (READY in said or REFUSED in said):
                        said += connection.recv(4096)
                    os.write(write, said)
            finally:
                os._exit(0)
        os.close(write)
        os.waitpid(child, 0)
        with open(read, "rb") as said:
            return said.read()

    @unittest.skipIf(has_ldap(), "this PostgreSQL checks tokens")
    def test_without_ldap_a_member_of_rds_iam_is_a_program_of_our_own_user(self):
        self.assertIn(READY, self.login_as(os.geteuid()))

    @unittest.skipIf(has_ldap() or not can_keep_users_apart(), "this PostgreSQL checks tokens, or cannot tell users apart")
    def test_without_ldap_another_user_of_the_machine_is_refused(self):
        self.assertIn(REFUSED, self.login_as(65534))

    @unittest.skipUnless(has_ldap(), "this PostgreSQL is built without LDAP")
    def test_a_member_of_rds_iam_logs_in_with_a_token_and_not_with_anything_else(self):
        for password, expected in ((token(port=self.server.port), b"R\0\0\0\x08\0\0\0\0"),
                                   (token(port=self.server.port, user="other"), b"LDAP authentication failed"),
                                   ("password", b"LDAP authentication failed")):
            with self.subTest(expected), self.connect() as connection:
                self.assertEqual(b"R\0\0\0\x08\0\0\0\x03", self.ask(connection, "app"), "asks for a password in clear")
                message = password.encode() + b"\0"
                connection.sendall(b"p" + struct.pack(">I", 4 + len(message)) + message)
                self.assertIn(expected, connection.recv(4096))

    def test_nobody_logs_in_as_the_administrator(self):
        with self.connect() as connection:
            self.assertIn(b"rejects connection", self.ask(connection, "rdsadmin"))

    def test_a_plain_connection_is_refused(self):
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=PATIENCE_SECONDS) as connection:
            self.assertIn(b"no encryption", self.ask(connection, "master"))

    def test_a_new_password_keeps_the_port(self):
        port = self.server.port
        self.server.set_password("another")
        self.assertEqual(port, self.server.port)
        with self.connect() as connection:
            self.assertIn(b"SCRAM-SHA-256", self.ask(connection, "master"))


@unittest.skipIf(postgres_folder() is None, "no PostgreSQL programs: name their folder in POSTGRES_BIN")
class InstanceTest(unittest.TestCase):
    """RDS instances of a whole emulator."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = Running("--postgres-bin", str(postgres_folder()))
        cls.addClassCleanup(cls.emulator.end)
        cls.rds = cls.emulator.client("rds")

    def create(self, identifier):
        return self.rds.create_db_instance(
            DBInstanceIdentifier=identifier, DBInstanceClass="db.t4g.micro", Engine="postgres", EngineVersion="17",
            AllocatedStorage=20, DBName="payments", MasterUsername="master", ManageMasterUserPassword=True,
        )["DBInstance"]

    def test_an_instance_listens_on_loopback_until_it_is_deleted(self):
        endpoint = self.create("listening")["Endpoint"]
        address = (endpoint["Address"], endpoint["Port"])
        self.assertEqual("127.0.0.1", address[0])
        socket.create_connection(address, timeout=PATIENCE_SECONDS).close()
        self.assertEqual(1, len(self.children()))
        self.rds.delete_db_instance(DBInstanceIdentifier="listening", SkipFinalSnapshot=True)
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(address, timeout=PATIENCE_SECONDS)
        self.assertFalse(Path(self.emulator.folder.name, "databases", "listening").exists())

    def children(self):
        return eventually(self.emulator.children)

    def test_the_managed_secret_holds_the_master_users_own_password(self):
        first, second = (json.loads(self.emulator.client("secretsmanager").get_secret_value(
            SecretId=self.create(name)["MasterUserSecret"]["SecretArn"])["SecretString"]) for name in ("one", "two"))
        self.assertEqual("master", first["username"])
        self.assertNotEqual(first["password"], second["password"])
        for name in ("one", "two"):
            self.rds.delete_db_instance(DBInstanceIdentifier=name, SkipFinalSnapshot=True)


@unittest.skipIf(postgres_folder() is None, "no PostgreSQL programs: name their folder in POSTGRES_BIN")
class KilledTest(unittest.TestCase):
    def test_a_server_ends_with_an_emulator_that_is_killed(self):
        emulator = Running("--postgres-bin", str(postgres_folder()))
        self.addCleanup(emulator.remove_folder)
        endpoint = emulator.client("rds").create_db_instance(
            DBInstanceIdentifier="left", DBInstanceClass="db.t4g.micro", Engine="postgres", AllocatedStorage=20,
            MasterUsername="master", MasterUserPassword="password")["DBInstance"]["Endpoint"]
        self.assertTrue(listens(endpoint))
        emulator.process.kill()
        emulator.process.communicate()
        self.assertTrue(eventually(lambda: not listens(endpoint), 30))


def listens(endpoint):
    try:
        socket.create_connection((endpoint["Address"], endpoint["Port"]), timeout=5).close()
        return True
    except ConnectionRefusedError:
        return False


if __name__ == "__main__":
    unittest.main()
