"""An emulator with a target of the tests' behind its load balancers."""
import http.client
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from . import edge_emulator
from .running import PATIENCE_SECONDS, Running

REGION = "us-east-1"


class Answer:
    def __init__(self, response, body):
        self.status, self.body, self.headers = response.status, body, response.getheaders()

    def header(self, name):
        """All values of a header, None where there is none."""
        values = [value for each, value in self.headers if each.lower() == name.lower()]
        return ", ".join(values) if values else None

    def json(self):
        return json.loads(self.body)

    def seen(self):
        """The headers that the target got, names in lower case; of one that came more than once all values."""
        found = {}
        for name, value in self.json()["headers"]:
            found[name.lower()] = f"{found[name.lower()]} and {value}" if name.lower() in found else value
        return found


class Edge(Running):
    """`instances` are the tests' own: every healthy one is the same target."""

    def __init__(self):
        super().__init__(module=edge_emulator.__name__)
        self.target = Target()
        self.instances = Instances(Path(self.folder.name, edge_emulator.FILE), self.target.port)

    def ask(self, host, path, method="GET", headers=(), body=None):
        """A request with its headers as they are given, over and over the same name too."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in [("Host", host), *headers, *([("Content-Length", str(len(body)))] if body else [])]:
                connection.putheader(name, value)
            connection.endheaders(body)
            response = connection.getresponse()
            return Answer(response, response.read())
        finally:
            connection.close()

    def load_balancer(self, name, **attributes):
        """(its description, ARN of a target group); `attributes` by AWS's names."""
        ec2, elb = self.client("ec2"), self.client("elbv2")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"{REGION}{zone}")
                   ["Subnet"]["SubnetId"] for number, zone in enumerate("ab")]
        made, = elb.create_load_balancer(Name=name, Subnets=subnets)["LoadBalancers"]
        if attributes:
            elb.modify_load_balancer_attributes(LoadBalancerArn=made["LoadBalancerArn"], Attributes=[
                {"Key": key, "Value": value} for key, value in attributes.items()])
        group, = elb.create_target_group(Name=f"{name}-app", Protocol="HTTP", Port=8080, VpcId=vpc)["TargetGroups"]
        return made, group["TargetGroupArn"]

    def guarded(self, load_balancer, target_group, value="from-cloudfront", port=80, protocol="HTTP"):
        """A listener that passes on what shows the header, and refuses everything else; its ARN."""
        elb = self.client("elbv2")
        listener, = elb.create_listener(
            LoadBalancerArn=load_balancer["LoadBalancerArn"], Port=port, Protocol=protocol,
            DefaultActions=[{"Type": "fixed-response", "FixedResponseConfig": {
                "StatusCode": "403", "ContentType": "text/plain", "MessageBody": "Forbidden"}}])["Listeners"]
        elb.create_rule(ListenerArn=listener["ListenerArn"], Priority=1, Conditions=[
            {"Field": "http-header", "HttpHeaderConfig": {"HttpHeaderName": "X-Origin-Verify", "Values": [value]}}],
            Actions=[{"Type": "forward", "TargetGroupArn": target_group}])
        return listener["ListenerArn"]

    def end(self):
        super().end()
        self.target.close()


class Instances:
    """What the emulator finds when it asks for a target group's healthy targets and for where they listen."""

    def __init__(self, file, port):
        self._file = file
        self.port = port
        self.have({})

    def have(self, healthy, listens=()):
        """`healthy` are instances by target group; `listens` is the port of all of them, by default the target's."""
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps({"healthy": healthy, "listens": self.port if listens == () else listens}))
        new.replace(self._file)


class Target:
    """An HTTP server that tells what it was asked."""

    def __init__(self):
        self.asked, self.released = [], threading.Event()
        asked, released = self.asked, self.released

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            server_version, sys_version = "target", ""

            def do_GET(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                path = self.path.partition("?")[0]
                asked.append(self.path)
                if path == "/api/slow":
                    released.wait(PATIENCE_SECONDS)
                if path == "/api/broken":
                    self.wfile.write(b"this is not HTTP\r\n\r\n")
                    self.close_connection = True
                    return
                content = json.dumps({"method": self.command, "path": self.path, "headers": self.headers.items(),
                                      "body": body}).encode()
                if path == "/api/huge":
                    content = b"x" * 10_500_000
                self.send_response({"/api/404": 404, "/api/503": 503, "/api/502": 502}.get(path, 200))
                for name, value in (("Content-Type", "application/json"), ("Content-Length", str(len(content))),
                                    ("X-Powered-By", "tests"), ("X-Frame-Options", "ALLOW"), ("Keep-Alive", "timeout=5"),
                                    ("Referrer-Policy", "origin"), ("Cache-Control", "no-store")):
                    self.send_header(name, value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(content)

            do_HEAD = do_POST = do_OPTIONS = do_GET

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *_: None  # who asked did not wait
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()


def raw(port, content):
    """What a server answers to bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as connection:
        connection.sendall(content)
        received = b""
        while True:
            part = connection.recv(65536)
            if not part:
                return received
            received += part
