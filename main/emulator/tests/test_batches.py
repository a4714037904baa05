import json
import unittest

from tapstack_emulator.sources import filters
from tapstack_emulator.sources.batches import Answer, BatchProcessor, Rules


def record(number):
    return {"dynamodb": {"SequenceNumber": str(number)}}


def numbers(records):
    return [int(r["dynamodb"]["SequenceNumber"]) for r in records]


class BatchTest(unittest.TestCase):
    """Batches of records 1, 2, 3 … against a function that fails for the poisoned ones."""

    def setUp(self):
        self.calls, self.discarded, self.pauses = [], [], 0
        self.ages, self.stopped = {}, False

    def process(self, count, answer, **rules):
        def call(records):
            self.calls.append(numbers(records))
            return answer(numbers(records))

        def pause(attempt):
            self.pauses += 1
            return not self.stopped

        processor = BatchProcessor(Rules(**rules), call, self.discarded.append,
                                   lambda r: self.ages.get(numbers([r])[0], 0), pause)
        return processor.process([record(n) for n in range(1, count + 1)])

    @staticmethod
    def failing(*poisoned):
        return lambda batch: Answer(error="Unhandled") if set(batch) & set(poisoned) else Answer()

    @staticmethod
    def partial(*poisoned):
        return lambda batch: Answer(json.dumps({"batchItemFailures": [
            {"itemIdentifier": str(n)} for n in batch if n in poisoned]}).encode())

    def lost(self):
        return [(numbers(d.records), d.condition, d.attempts) for d in self.discarded]

    def test_a_good_batch_is_one_call(self):
        self.assertTrue(self.process(3, self.failing()))
        self.assertEqual([[1, 2, 3]], self.calls)

    def test_a_failing_batch_is_retried_and_then_discarded_whole(self):
        self.process(2, self.failing(1), max_retries=2)
        self.assertEqual([[1, 2]] * 3, self.calls)
        self.assertEqual([([1, 2], "RetryAttemptsExhausted", 3)], self.lost())

    def test_bisecting_loses_the_poisoned_record_only_and_keeps_the_order(self):
        self.process(4, self.failing(3), max_retries=1, bisect=True)
        self.assertEqual([[1, 2, 3, 4], [1, 2], [3, 4], [3], [3], [4]], self.calls)
        self.assertEqual([([3], "RetryAttemptsExhausted", 2)], self.lost())

    def test_a_partial_response_retries_from_the_first_failure(self):
        self.process(4, self.partial(3), max_retries=1, partial_responses=True)
        self.assertEqual([[1, 2, 3, 4], [3, 4]], self.calls)
        self.assertEqual([([3, 4], "RetryAttemptsExhausted", 2)], self.lost())

    def test_a_partial_response_with_bisecting_loses_the_poisoned_record_only(self):
        self.process(5, self.partial(3), max_retries=0, bisect=True, partial_responses=True)
        self.assertEqual([[1, 2, 3, 4, 5], [3, 4, 5], [3], [4, 5]], self.calls)
        self.assertEqual([([3], "RetryAttemptsExhausted", 1)], self.lost())

    def test_two_poisoned_records_are_lost_each_for_itself(self):
        self.process(8, self.partial(2, 7), max_retries=1, bisect=True, partial_responses=True)
        self.assertEqual([([2], "RetryAttemptsExhausted", 2), ([7], "RetryAttemptsExhausted", 2)], self.lost())

    def test_an_unreadable_partial_response_fails_the_whole_batch(self):
        for payload in (b"{", b'"x"', b'{"batchItemFailures": [{}]}',
                        b'{"batchItemFailures": [{"itemIdentifier": "no such record"}]}'):
            with self.subTest(payload):
                self.setUp()
                self.process(2, lambda batch: Answer(payload), max_retries=0, partial_responses=True)
                self.assertEqual([([1, 2], "RetryAttemptsExhausted", 1)], self.lost())

    def test_an_empty_or_null_partial_response_is_success(self):
        for payload in (b"", b"null", b"{}", b'{"batchItemFailures": null}', b'{"batchItemFailures": []}'):
            with self.subTest(payload):
                self.assertTrue(self.process(2, lambda batch: Answer(payload), max_retries=0, partial_responses=True))
                self.assertEqual([], self.discarded)

    def test_partial_responses_count_only_when_the_mapping_asks_for_them(self):
        self.process(2, self.partial(1), max_retries=0)
        self.assertEqual([], self.discarded)

    def test_records_past_their_age_are_discarded_before_the_call(self):
        self.ages = {1: 100}
        self.process(2, self.failing(), max_age_seconds=60)
        self.assertEqual([[2]], self.calls)
        self.assertEqual([([1], "RecordAgeExceeded", 0)], self.lost())

    def test_being_throttled_is_no_attempt(self):
        answers = iter([Answer(throttled=True, error="x")] * 5 + [Answer()])
        self.process(1, lambda batch: next(answers), max_retries=0)
        self.assertEqual([], self.discarded)
        self.assertEqual(5, self.pauses)

    def test_a_stopped_mapping_ends_between_retries(self):
        self.stopped = True
        self.assertFalse(self.process(1, self.failing(1)))
        self.assertEqual([[1]], self.calls)


class FilterTest(unittest.TestCase):
    CRITERIA = {"Filters": [{"Pattern": json.dumps({"dynamodb": {"NewImage": {"status": {"S": ["PAID"]}}}})}]}

    def test_a_record_passes_when_one_filter_matches(self):
        self.assertTrue(filters.wanted(self.CRITERIA, {"dynamodb": {"NewImage": {"status": {"S": "PAID"}}}}))
        self.assertFalse(filters.wanted(self.CRITERIA, {"dynamodb": {"NewImage": {"status": {"S": "NEW"}}}}))

    def test_without_filters_everything_passes(self):
        self.assertTrue(filters.wanted(None, {}))
        self.assertTrue(filters.wanted({"Filters": []}, {}))


if __name__ == "__main__":
    unittest.main()
