import sys
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from moto.moto_server.werkzeug_app import create_backend_app
from werkzeug.test import Client

from tapstack_emulator.one_at_a_time import serve


def slow_application(environ, start_response):
    with environ["lock"]:
        environ["inside"].append(1)
        environ["most"].append(len(environ["inside"]))
    time.sleep(0.1)
    environ["inside"].pop()
    return []


def most_inside(application):
    """How many of four requests that come together were inside the application at once."""
    environ = {"lock": threading.Lock(), "inside": [], "most": []}
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: application(environ, None), range(4)))
    return max(environ["most"])


class OneAtATimeTest(unittest.TestCase):
    def test_a_service_serves_one_request_after_the_other(self):
        self.assertEqual(1, most_inside(serve("ec2", slow_application)))

    def test_calls_that_may_wait_for_a_function_or_a_message_run_in_parallel(self):
        for service in ("awslambda", "sqs"):
            with self.subTest(service):
                self.assertEqual(4, most_inside(serve(service, slow_application)))

    def test_calls_of_many_threads_find_nothing_half_changed(self):
        """What Terraform does at -parallelism=30, where moto by itself answers 500 now and then."""
        self.addCleanup(sys.setswitchinterval, sys.getswitchinterval())
        sys.setswitchinterval(1e-6)
        ec2 = serve("ec2", create_backend_app("ec2"))

        def make_and_read(thread):
            client, answers = Client(ec2), set()
            for number in range(15):
                for action in (f"CreateSecurityGroup&GroupName={thread}-{number}&GroupDescription=x",
                               "DescribeSecurityGroupRules"):
                    answer = client.post("/", data=f"Action={action}&Version=2016-11-15",
                                         content_type="application/x-www-form-urlencoded",
                                         headers={"Host": "ec2.us-east-1.amazonaws.com"})
                    answers.add(answer.status_code)
            return answers

        with ThreadPoolExecutor(8) as pool:
            self.assertEqual({200}, set().union(*pool.map(make_and_read, range(8))))


if __name__ == "__main__":
    unittest.main()
