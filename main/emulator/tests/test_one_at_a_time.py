import sys
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from moto.moto_server.werkzeug_app import create_backend_app
from werkzeug.test import Client

from tapstack_emulator.one_at_a_time import serve

from .running import PATIENCE_SECONDS


TOGETHER = 4


def call_together(application):
    with ThreadPoolExecutor(TOGETHER) as pool:
        list(pool.map(lambda _: application({}, None), range(TOGETHER)))


class OneAtATimeTest(unittest.TestCase):
    def test_a_service_serves_one_request_after_the_other(self):
        inside, most = [], []

        def application(environ, start_response):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.1)
            inside.pop()
            return []

        call_together(serve("ec2", application))
        self.assertEqual([1] * TOGETHER, most)

    def test_calls_that_may_wait_for_a_function_or_a_message_run_in_parallel(self):
        for service in ("awslambda", "sqs"):
            with self.subTest(service):
                all_inside = threading.Barrier(TOGETHER, timeout=PATIENCE_SECONDS)

                def application(environ, start_response):
                    all_inside.wait()
                    return []

                call_together(serve(service, application))

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
