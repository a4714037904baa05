import json
import unittest

from tapstack_emulator.gateway.request import Request
from tapstack_emulator.loadbalancers import request_headers
from tapstack_emulator.loadbalancers.conditions import all_hold

from .edge import Edge, raw
from .instances import USER_DATA, World
from .running import eventually, shared

NAME = "portal-alb"
SECRET = [("X-Origin-Verify", "from-cloudfront")]
INSTANCE = "i-0123456789abcdef0"


class LoadBalancerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = Edge()
        cls.addClassCleanup(cls.emulator.end)
        cls.elb = cls.emulator.client("elbv2")
        cls.balancer, cls.group = cls.emulator.load_balancer(
            NAME, **{"routing.http.drop_invalid_header_fields.enabled": "true"})
        cls.listener = cls.emulator.guarded(cls.balancer, cls.group)
        cls.name = cls.balancer["DNSName"]

    def setUp(self):
        self.emulator.instances.have({self.group: [INSTANCE]})
        self.emulator.target.asked.clear()

    def ask(self, path="/api/accounts", headers=(), **more):
        return self.emulator.ask(self.name, path, headers=[*SECRET, *headers], **more)

    def seen(self, *headers, **more):
        return self.ask(headers=headers, **more).seen()

    # --- the guard -------------------------------------------------------------------

    def test_who_comes_around_cloudfront_is_refused_by_the_deployed_rule(self):
        for headers in ([], [("X-Origin-Verify", "guessed")], [("X-Origin-Verify", "from-cloudfront-too")],
                        [("X_Origin_Verify", "from-cloudfront")]):
            with self.subTest(headers):
                answer = self.emulator.ask(self.name, "/api/accounts", headers=headers)
                self.assertEqual((403, b"Forbidden"), (answer.status, answer.body))
                self.assertEqual("text/plain; charset=utf-8", answer.header("Content-Type"))
        self.assertEqual([], self.emulator.target.asked)

    def test_who_shows_the_header_reaches_the_target(self):
        for headers in (SECRET, [("x-origin-verify", "FROM-cloudfront")]):
            with self.subTest(headers):
                answer = self.emulator.ask(self.name, "/api/accounts?limit=2", headers=headers)
                self.assertEqual((200, "/api/accounts?limit=2"), (answer.status, answer.json()["path"]))

    def test_the_rule_is_read_anew_for_each_request(self):
        rule = next(each for each in self.elb.describe_rules(ListenerArn=self.listener)["Rules"] if not each["IsDefault"])

        def let_in(value):
            self.elb.modify_rule(RuleArn=rule["RuleArn"], Conditions=[{"Field": "http-header", "HttpHeaderConfig": {
                "HttpHeaderName": "X-Origin-Verify", "Values": [value]}}])

        let_in("rotated")
        self.addCleanup(let_in, SECRET[0][1])
        self.assertEqual(403, self.ask().status)
        self.assertEqual(200, self.emulator.ask(self.name, "/", headers=[("X-Origin-Verify", "rotated")]).status)

    # --- listeners -------------------------------------------------------------------

    def test_the_prefix_or_a_header_says_which_listener(self):
        certificate = self.emulator.client("acm").request_certificate(DomainName="example.com")["CertificateArn"]
        self.elb.create_listener(
            LoadBalancerArn=self.balancer["LoadBalancerArn"], Port=443, Protocol="HTTPS",
            Certificates=[{"CertificateArn": certificate}],
            DefaultActions=[{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "503",
                                                                                      "MessageBody": "by TLS"}}])
        for host, path, headers in (("127.0.0.1", f"/_elb/{NAME}/443/x", []), (self.name, "/x", [("X-Forwarded-Proto",
                                    "https")]), (f"{self.name}:443", "/x", []), (self.name.upper() + ":443", "/x", [])):
            with self.subTest(f"{host}{path}"):
                self.assertEqual(b"by TLS", self.emulator.ask(host, path, headers=headers).body)
        self.assertEqual(b"Forbidden", self.emulator.ask("127.0.0.1", f"/_elb/{NAME}/80/x").body)
        self.assertEqual("/x?a=b", self.emulator.ask("127.0.0.1", f"/_elb/{NAME}/80/x?a=b", headers=SECRET)
                         .json()["path"])

    def test_where_nobody_listens_the_answer_says_who_does(self):
        answer = self.emulator.ask("127.0.0.1", f"/_elb/{NAME}/8443/")
        self.assertEqual(404, answer.status)
        self.assertRegex(answer.json()["message"], rf"^{NAME} listens on: 80")
        self.assertNotIn("8443", answer.json()["message"])
        self.assertEqual("no such load balancer", self.emulator.ask("127.0.0.1", "/_elb/none/80/").json()["message"])

    # --- rules and actions -----------------------------------------------------------

    def test_the_rule_with_the_lowest_number_goes_first(self):
        self.rule(20, "/both*", "later")
        self.rule(10, "/both", "sooner")
        self.assertEqual(b"sooner", self.emulator.ask(self.name, "/both").body)
        self.assertEqual(b"later", self.emulator.ask(self.name, "/both/").body)

    def test_a_redirect_keeps_what_it_does_not_change(self):
        self.rule(30, "/old/*", action={"Type": "redirect", "RedirectConfig": {
            "Protocol": "HTTPS", "Port": "443", "Path": "/new/#{path}", "StatusCode": "HTTP_301"}})
        answer = self.emulator.ask(self.name, "/old/page?a=1")
        self.assertEqual(301, answer.status)
        self.assertEqual(f"https://{self.name}:443/new/old/page?a=1", answer.header("Location"))

    def test_an_action_that_is_not_emulated_lets_nobody_in(self):
        self.elb.create_rule(ListenerArn=self.listener, Priority=40, Conditions=[
            {"Field": "path-pattern", "Values": ["/signed-in"]}], Actions=[
            {"Type": "authenticate-oidc", "Order": 1, "AuthenticateOidcConfig": {
                "Issuer": "https://i", "AuthorizationEndpoint": "https://i/a", "TokenEndpoint": "https://i/t",
                "UserInfoEndpoint": "https://i/u", "ClientId": "c", "ClientSecret": "s"}},
            {"Type": "forward", "Order": 2, "TargetGroupArn": self.group}])
        self.assertEqual(500, self.emulator.ask(self.name, "/signed-in").status)
        self.assertEqual([], self.emulator.target.asked)

    def rule(self, priority, path, text="", action=None):
        self.elb.create_rule(
            ListenerArn=self.listener, Priority=priority, Conditions=[{"Field": "path-pattern", "Values": [path]}],
            Actions=[action or {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "200",
                                                                                  "MessageBody": text}}])

    # --- on the way to the target ----------------------------------------------------

    def test_the_target_learns_who_asked_and_how(self):
        seen = self.seen(("X-Forwarded-For", "192.0.2.1"), ("X-Forwarded-Proto", "ftp"), ("X-Forwarded-Port", "1"))
        self.assertEqual(("192.0.2.1, 127.0.0.1", "http", "80"), (
            seen["x-forwarded-for"], seen["x-forwarded-proto"], seen["x-forwarded-port"]))
        self.assertEqual(self.name, seen["host"])
        self.assertRegex(seen["x-amzn-trace-id"], r"^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$")

    def test_a_trace_that_came_is_gone_on_with(self):
        root = "Root=1-67891233-abcdef012345678912345678"
        self.assertRegex(self.seen(("X-Amzn-Trace-Id", f"Self=1-1-1;{root};CalledFrom=app"))["x-amzn-trace-id"],
                         rf"^Self=1-[0-9a-f]{{8}}-[0-9a-f]{{24}};{root};CalledFrom=app$")

    def test_headers_for_one_connection_stay_behind(self):
        seen = self.seen(("Connection", "close, X-Mine"), ("X-Mine", "1"), ("Keep-Alive", "5"), ("TE", "trailers"),
                         ("Proxy-Authorization", "x"), ("X-Kept", "1"))
        self.assertIn("x-kept", seen)
        self.assertTrue({"x-mine", "keep-alive", "te", "proxy-authorization", "connection"}.isdisjoint(seen), seen)
        self.assertIsNone(self.ask().header("Keep-Alive"))

    def test_invalid_header_names_are_dropped_where_the_load_balancer_is_to(self):
        invalid = ("X_Forwarded_User", "admin")
        self.assertNotIn("x_forwarded_user", self.seen(invalid))
        self.attribute("routing.http.drop_invalid_header_fields.enabled", "false", "true")
        self.assertIn("x_forwarded_user", self.seen(invalid))

    def test_a_body_arrives_whole_and_a_chunked_one_with_its_length(self):
        self.assertEqual("abcd", self.ask(method="POST", body=b"abcd").json()["body"])
        received = raw(self.emulator.port, b"POST / HTTP/1.1\r\nHost: %s\r\nX-Origin-Verify: from-cloudfront\r\n"
                       b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" % self.name.encode())
        self.assertIn(b'"body": "abc"', received)
        self.assertEqual(413, self.ask(method="POST", body=b"x" * 10_500_000).status)

    def test_a_request_that_two_readers_could_read_differently_reaches_no_target(self):
        for lines in (b"Content-Length: 4\r\nTransfer-Encoding: chunked", b"Content-Length: 4\r\nContent-Length: 5",
                      b"Transfer-Encoding: gzip, chunked", b"Content-Length : 4"):
            with self.subTest(lines):
                received = raw(self.emulator.port, b"POST / HTTP/1.1\r\nHost: %s\r\nX-Origin-Verify: from-cloudfront\r\n"
                               b"%s\r\n\r\n0\r\n\r\n" % (self.name.encode(), lines))
                self.assertRegex(received, rb"^HTTP/1.1 (400|501) ")
        self.assertEqual([], self.emulator.target.asked)

    def test_the_healthy_targets_take_turns(self):
        self.emulator.instances.have({self.group: ["i-1", "i-2"]})
        self.elb.register_targets(TargetGroupArn=self.group, Targets=[{"Id": "i-1"}, {"Id": "i-2", "Port": 8081}])
        for _ in range(4):
            self.ask()
        last = [event["detail"]["target"] for event in self.events()[-4:]]
        self.assertEqual(2, last.count("i-1:8080"), last)
        self.assertEqual(2, last.count("i-2:8081"), last)

    # --- and back --------------------------------------------------------------------

    def test_an_answer_to_head_has_a_length_and_no_body(self):
        answer = self.ask(method="HEAD")
        self.assertEqual((200, b""), (answer.status, answer.body))
        self.assertGreater(int(answer.header("Content-Length")), 100)
        refused = self.emulator.ask(self.name, "/", method="HEAD")
        self.assertEqual((403, b"", "9"), (refused.status, refused.body, refused.header("Content-Length")))

    def test_without_a_healthy_target_the_answer_is_503(self):
        self.emulator.instances.have({})
        answer = self.ask()
        self.assertEqual((503, "awselb/2.0"), (answer.status, answer.header("Server")))

    def test_a_target_that_breaks_off_or_refuses_or_says_too_much_is_502(self):
        self.assertEqual(502, self.ask("/api/broken").status)
        self.assertEqual(502, self.ask("/api/huge").status)
        for nobody in (1, None):
            self.emulator.instances.have({self.group: [INSTANCE]}, listens=nobody)
            self.assertEqual(502, self.ask().status)

    def test_a_target_that_is_silent_for_the_idle_timeout_is_504(self):
        self.attribute("idle_timeout.timeout_seconds", "1", "60")
        self.assertEqual(504, self.ask("/api/slow").status)
        self.emulator.target.released.set()
        self.addCleanup(self.emulator.target.released.clear)
        self.assertEqual(200, self.ask("/api/slow").status)

    def test_the_journal_tells_the_way_and_no_header(self):
        self.ask("/api/accounts?token=hidden", [("Authorization", "hidden")])
        event = self.events()[-1]
        self.assertEqual((NAME, "edge"), (event["source"], event["kind"]))
        self.assertRegex(event["summary"], r"^GET /api/accounts 200 in \d+ ms$")
        self.assertEqual(("HTTP 80", "1", "i-0123456789abcdef0:8080"), tuple(
            event["detail"][name] for name in ("listener", "rule", "target")))
        self.assertNotIn("hidden", str(event))
        self.assertNotIn(SECRET[0][1], str(event))

    def events(self):
        return self.emulator.show("events?kind=edge")["events"]

    def attribute(self, key, value, then):
        def put(value):
            self.elb.modify_load_balancer_attributes(LoadBalancerArn=self.balancer["LoadBalancerArn"],
                                                     Attributes=[{"Key": key, "Value": value}])
        put(value)
        self.addCleanup(put, then)


class InstanceTest(unittest.TestCase):
    def test_what_a_healthy_instance_serves_is_reached_and_an_ill_one_is_not(self):
        emulator = shared()
        world = World(emulator)
        world.template("app", USER_DATA)
        targets = world.target_group("app")
        instance, = world.group("app", targets)

        def ask(path="/"):
            return emulator.call("GET", f"/_elb/balancer/8000{path}")

        self.assertEqual(503, ask()[0])
        self.assertTrue(eventually(lambda: ask()[0] == 200, 30), world.console(instance))
        self.assertEqual("hello", json.loads(ask()[2])["environment"]["GREETING"])
        ask("/ill")
        self.assertTrue(eventually(lambda: ask()[0] == 503, 30))


class ConditionTest(unittest.TestCase):
    def holds(self, *conditions, method="GET", path="/a", query="", headers=(), source_ip="192.0.2.7"):
        return all_hold(list(conditions), Request(method, path, path, query, list(headers), b"", source_ip))

    def header(self, *values):
        return {"Field": "http-header", "HttpHeaderConfig": {"HttpHeaderName": "X-A", "Values": list(values)}}

    def test_a_header_is_compared_by_pattern_without_case(self):
        for pattern, value in (("abc", "ABC"), ("a*", "abc"), ("a?c", "aXc"), ("*", "")):
            self.assertTrue(self.holds(self.header(pattern), headers=[("x-a", value)]), (pattern, value))
        for pattern, value in (("abc", "abcd"), ("a?c", "ac"), ("a.c", "abc"), ("[ab]", "a")):
            self.assertFalse(self.holds(self.header(pattern), headers=[("x-a", value)]), (pattern, value))
        self.assertFalse(self.holds(self.header("*")))
        self.assertTrue(self.holds(self.header("no", "b"), headers=[("X-A", "a"), ("X-A", "b")]))

    def test_a_path_is_compared_with_case_and_without_the_query(self):
        path = {"Field": "path-pattern", "PathPatternConfig": {"Values": ["/img/*.png"]}}
        self.assertTrue(self.holds(path, path="/img/a/b.png", query="x"))
        self.assertFalse(self.holds(path, path="/IMG/a.png"))
        self.assertFalse(self.holds(path, path="/img/a.svg", query="a.png"))

    def test_a_host_is_compared_without_case_and_port(self):
        host = {"Field": "host-header", "Values": ["*.example.com"]}
        self.assertTrue(self.holds(host, headers=[("Host", "API.example.com:8443")]))
        self.assertFalse(self.holds(host, headers=[("Host", "example.com")]))

    def test_methods_queries_and_addresses_are_compared(self):
        method = {"Field": "http-request-method", "HttpRequestMethodConfig": {"Values": ["GET", "HEAD"]}}
        query = {"Field": "query-string", "QueryStringConfig": {"Values": [{"Key": "v", "Value": "1*"}, {"Value": "x"}]}}
        source = {"Field": "source-ip", "SourceIpConfig": {"Values": ["192.0.2.0/24", "2001:db8::/32"]}}
        self.assertTrue(self.holds(method, query, source, query="V=12"))
        self.assertTrue(self.holds(query, query="any=X"))
        self.assertFalse(self.holds(method, method="POST"))
        self.assertFalse(self.holds(query, query="v=2&w=1"))
        self.assertFalse(self.holds(source, source_ip="198.51.100.1"))

    def test_all_conditions_must_hold(self):
        self.assertFalse(self.holds(self.header("a"), {"Field": "path-pattern", "Values": ["/b"]},
                                    headers=[("X-A", "a")]))


class ForwardedForTest(unittest.TestCase):
    def test_addresses_are_appended_preserved_or_removed(self):
        request = Request("GET", "/", "/", "", [("X-Forwarded-For", "192.0.2.1")], b"", "127.0.0.1")
        listener = type("Listener", (), {"protocol": "HTTPS", "port": 443})
        for mode, wanted in (("append", "192.0.2.1, 127.0.0.1"), ("preserve", "192.0.2.1"), ("remove", None)):
            headers = dict(request_headers.forwarded(request, listener, {request_headers.FORWARDED_FOR_MODE: mode}))
            self.assertEqual(wanted, headers.get("X-Forwarded-For"), mode)
            self.assertEqual(("https", "443"), (headers["X-Forwarded-Proto"], headers["X-Forwarded-Port"]))


if __name__ == "__main__":
    unittest.main()
