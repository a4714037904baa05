import contextlib
import json
import resource
import select
import socket
import threading
import time
import unittest
from pathlib import Path
from unittest import mock

from tapstack_emulator.wire import handler, server
from tapstack_emulator.wire.server import WireServer

from .openapi import document
from .running import PATIENCE_SECONDS, eventually, shared

HOST = b"Host: 127.0.0.1\r\n"


def echo(environ, start_response):
    """Answers with the body's size."""
    body = str(len(environ["wsgi.input"].read())).encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


class WireTest(unittest.TestCase):
    """Raw bytes to a server with an application that counts the body's."""

    @classmethod
    def setUpClass(cls):
        generous = cls.deadlines(PATIENCE_SECONDS)
        generous.start()
        cls.addClassCleanup(generous.stop)
        cls.server = WireServer(socket.create_server(("127.0.0.1", 0)), echo)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.addClassCleanup(cls.server.server_close)
        cls.addClassCleanup(cls.server.shutdown)

    @staticmethod
    def deadlines(seconds):
        """So long clients may take from now on."""
        return mock.patch.multiple(handler, HEADER_SECONDS=seconds, BODY_SECONDS=seconds, AFTERWARDS_SECONDS=1)

    def connect(self):
        connection = socket.create_connection(("127.0.0.1", self.server.server_port), timeout=PATIENCE_SECONDS)
        self.addCleanup(connection.close)
        return connection

    def answer(self, connection):
        """(status, body) of what comes until the end."""
        received = b""
        while True:
            part = connection.recv(65536)
            if not part:
                break
            received += part
        if not received:
            return None, b""
        head, _, body = received.partition(b"\r\n\r\n")
        return int(head.split()[1]), body

    def send(self, content, close=False):
        connection = self.connect()
        connection.sendall(content)
        if close:
            connection.shutdown(socket.SHUT_WR)
        return self.answer(connection)

    def assert_refused(self, status, said, content, close=False):
        got, body = self.send(content, close)
        self.assertEqual(status, got)
        self.assertIn(said, json.loads(body)["message"])

    def test_a_whole_request_is_served(self):
        self.assertEqual((200, b"4"), self.send(b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 4\r\n\r\nabcd"))
        self.assertEqual((200, b"7"), self.send(b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n"
                                                b"3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"))

    def test_an_answer_comes_whole(self):
        """A pause between head and body shows in what the client gets first."""
        end_headers = handler.Handler.end_headers

        def and_a_pause(self):
            end_headers(self)
            time.sleep(0.1)

        with mock.patch.object(handler.Handler, "end_headers", and_a_pause):
            connection = self.connect()
            connection.sendall(b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 4\r\n\r\nabcd")
            self.assertEqual(b"4", connection.recv(65536).partition(b"\r\n\r\n")[2])

    def test_a_client_that_asks_first_is_told_to_go_on(self):
        connection = self.connect()
        connection.sendall(b"PUT / HTTP/1.1\r\n" + HOST + b"Expect: 100-continue\r\nContent-Length: 4\r\n\r\n")
        self.assertTrue(connection.recv(65536).startswith(b"HTTP/1.1 100 Continue\r\n\r\n"))
        connection.sendall(b"abcd")
        self.assertIn(b"HTTP/1.1 200 OK", connection.recv(65536))

    def test_a_bad_request_line_is_refused(self):
        for line in (b"HELLO", b"GET / HTTP/1.x", b"GET / a HTTP/1.1", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"):
            with self.subTest(line):
                self.assertEqual(400, self.send(line + b"\r\n" + HOST + b"\r\n")[0])
        self.assert_refused(400, "", b"GET http://[ HTTP/1.1\r\n" + HOST + b"\r\n")
        self.assertEqual(414, self.send(b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n")[0])
        self.assertEqual(505, self.send(b"GET / HTTP/3.0\r\n\r\n")[0])

    def test_a_bad_header_is_refused(self):
        for line in (b"no colon here", b"Content-Length : 4", b" begins with a blank: 1", b": no name"):
            with self.subTest(line):
                self.assert_refused(400, "form name: value", b"GET / HTTP/1.1\r\n" + line + b"\r\n" + HOST + b"\r\nabcd")
        self.assert_refused(400, "more than one line", b"GET / HTTP/1.1\r\n" + HOST + b"A: two\r\n lines\r\n\r\n")
        self.assertEqual(431, self.send(b"GET / HTTP/1.1\r\nA: " + b"a" * 70_000 + b"\r\n\r\n")[0])
        self.assertEqual(431, self.send(b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n")[0])

    def test_a_length_that_two_readers_could_read_differently_is_refused(self):
        for length in (b"Content-Length: x", b"Content-Length: -1", b"Content-Length: +4", b"Content-Length: 4, 4",
                       b"Content-Length: 4\r\nContent-Length: 5", b"Content-Length: "):
            with self.subTest(length):
                self.assert_refused(400, "Content-Length", b"POST / HTTP/1.1\r\n" + HOST + length + b"\r\n\r\nabcd")
        self.assert_refused(400, "exclude", b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 4\r\n"
                                            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
        self.assert_refused(501, "gzip", b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: gzip, chunked\r\n\r\n")

    def test_a_bad_chunk_is_refused(self):
        for chunk in (b"x\r\nabc\r\n0\r\n\r\n", b"-3\r\nabc\r\n0\r\n\r\n", b"3\r\nabcdef\r\n0\r\n\r\n"):
            with self.subTest(chunk):
                self.assert_refused(400, "cannot be read", b"POST / HTTP/1.1\r\n" + HOST +
                                    b"Transfer-Encoding: chunked\r\n\r\n" + chunk)

    def test_a_request_that_ends_early_is_not_served(self):
        self.assert_refused(400, "headers do not end", b"POST / HTTP/1.1\r\n" + HOST, close=True)
        self.assert_refused(400, "6 bytes before its Content-Length",
                            b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 10\r\n\r\nabcd", close=True)
        self.assert_refused(400, "cannot be read", b"POST / HTTP/1.1\r\n" + HOST +
                            b"Transfer-Encoding: chunked\r\n\r\n9\r\nabc", close=True)

    def test_more_than_the_announced_body_is_no_second_request(self):
        self.assertEqual((200, b"0"), self.send(b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 0\r\n\r\n"
                                                b"GET /second HTTP/1.1\r\n" + HOST + b"\r\n"))

    def test_a_client_that_drips_its_headers_or_its_body_is_cut_off(self):
        def drip(connection):
            with contextlib.suppress(socket.timeout):
                connection.sendall(b"A")
                return connection.recv(65536)

        for beginning in (b"GET / HTTP/1.1\r\n", b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 9999\r\n\r\n"):
            with self.subTest(beginning), self.deadlines(1):
                connection = self.connect()
                connection.sendall(beginning)
                connection.settimeout(0.2)
                answer = eventually(lambda: drip(connection))
                self.assertTrue(answer.startswith(b"HTTP/1.1 408 "), answer)

    def test_slow_clients_hold_nobody_else(self):
        slow = [self.connect() for _ in range(300)]
        for connection in slow:
            connection.sendall(b"GET / HTTP/1.1\r\nA: ")
        self.assertEqual(200, self.send(b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")[0])
        self.assertEqual([], select.select(slow, [], [], 0)[0], "none of them had to be cut off first")

    def test_a_silent_client_is_hung_up_on(self):
        with self.deadlines(1):
            self.assertEqual((None, b""), self.answer(self.connect()))


class PlacesTest(unittest.TestCase):
    def test_more_connections_than_there_are_places_for_are_told_so(self):
        with mock.patch.object(server, "MAX_CONNECTIONS", 2):
            small = WireServer(socket.create_server(("127.0.0.1", 0)), echo)
        threading.Thread(target=small.serve_forever, daemon=True).start()
        self.addCleanup(small.server_close)
        self.addCleanup(small.shutdown)
        held = [socket.create_connection(("127.0.0.1", small.server_port)) for _ in range(2)]

        def status():
            with socket.create_connection(("127.0.0.1", small.server_port), timeout=PATIENCE_SECONDS) as another:
                another.sendall(b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")
                return another.recv(999).split()[1]

        self.assertEqual(b"503", status())
        for connection in held:
            connection.close()
        self.assertTrue(eventually(lambda: status() == b"200"))

    def test_the_limit_of_open_files_is_raised_to_what_the_places_need(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        resource.setrlimit(resource.RLIMIT_NOFILE, (1024, hard))
        places = server._raise_file_limit() - server.RESERVED_FILES
        self.assertEqual(min(server.MAX_CONNECTIONS, hard - server.RESERVED_FILES), places)


class LoadTest(unittest.TestCase):
    """A whole emulator under what should not bring it down."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        apigateway = cls.emulator.client("apigateway")
        api = apigateway.create_rest_api(name="payments")["id"]
        apigateway.put_rest_api(restApiId=api, mode="overwrite", body=json.dumps(document()))
        deployment = apigateway.create_deployment(restApiId=api)["id"]
        apigateway.create_stage(restApiId=api, stageName="v1", deploymentId=deployment)
        cls.path = f"/_execute-api/{api}/v1/payment"

    def test_a_thousand_parallel_connections_are_all_answered(self):
        request = f"OPTIONS {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
        connections = [socket.create_connection(("127.0.0.1", self.emulator.port), timeout=PATIENCE_SECONDS)
                       for _ in range(1000)]
        for connection in connections:
            connection.sendall(request)
        statuses = []
        for connection in connections:
            with connection:
                statuses.append(connection.recv(65536).split()[1])
        self.assertEqual({b"204"}, set(statuses))
        if Path("/proc").exists():
            threads = int(next(line.split()[1] for line in Path(f"/proc/{self.emulator.process.pid}/status").read_text()
                               .splitlines() if line.startswith("Threads:")))
            self.assertLess(threads, 300)
        self.assertEqual("ok", self.emulator.show("health")["status"])

    def test_a_body_over_ten_megabytes_is_413_however_it_comes(self):
        body = b"x" * (10 * 1024 * 1024 + 1)
        self.assertEqual(413, self.emulator.call("POST", self.path, body)[0])
        with socket.create_connection(("127.0.0.1", self.emulator.port), timeout=PATIENCE_SECONDS) as connection:
            connection.sendall(f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                               f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n")
            self.assertIn(b" 413 ", connection.recv(100))


if __name__ == "__main__":
    unittest.main()
