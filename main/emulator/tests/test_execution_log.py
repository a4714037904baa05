import unittest

from tapstack_emulator.gateway.execution_log import lines_of

from .openapi import context, request


class ExecutionLogTest(unittest.TestCase):
    def lines(self, level, status=200, **values):
        made = context(request("GET", "/payment/1"), "/payment/{id}")
        made.values.update(status=status, **values)
        return lines_of(level, made)

    def test_at_error_only_what_failed_behind_the_api_is_told(self):
        self.assertEqual([], self.lines("ERROR"))
        self.assertEqual([], self.lines("ERROR", 403, **{"error.responseType": "ACCESS_DENIED"}))
        self.assertEqual(["Execution failed due to configuration error: Malformed Lambda proxy response: not JSON",
                          "Method completed with status: 502"],
                         self.lines("ERROR", 502, **{"error.responseType": "DEFAULT_5XX",
                                                     "integrationErrorMessage": "not JSON"}))

    def test_at_info_every_request_is_told(self):
        self.assertEqual(["Starting execution for request: 11111111-2222-3333-4444-555555555555",
                          "HTTP Method: GET, Resource Path: /payment/{id}", "Method completed with status: 200"],
                         self.lines("INFO"))

    def test_switched_off_nothing_is_told(self):
        self.assertEqual([], self.lines("OFF", 502, **{"error.responseType": "DEFAULT_5XX"}))


if __name__ == "__main__":
    unittest.main()
