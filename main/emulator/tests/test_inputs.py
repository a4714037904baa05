import json
import unittest

from tapstack_emulator.eventbridge.inputs import find, input_of

RULE = "arn:aws:events:us-east-1:123456789012:rule/paid"
EVENT = {"id": "1", "time": "2026-01-02T03:04:05Z", "source": "shop",
         "detail": {"amount": 10, "note": 'say "hi"', "items": [{"sku": "A1"}], "with space": 1}}


def transformed(template, **paths):
    return input_of({"InputTransformer": {"InputTemplate": template, "InputPathsMap": paths}}, EVENT, RULE)


class InputTest(unittest.TestCase):
    def test_without_anything_the_target_gets_the_event(self):
        self.assertEqual(EVENT, json.loads(input_of({}, EVENT, RULE)))

    def test_a_constant_input_goes_as_it_is(self):
        self.assertEqual('{"constant": 1}', input_of({"Input": '{"constant": 1}'}, EVENT, RULE))

    def test_an_input_path_takes_a_part(self):
        self.assertEqual({"sku": "A1"}, json.loads(input_of({"InputPath": "$.detail.items[0]"}, EVENT, RULE)))

    def test_paths_lead_through_objects_and_arrays_or_to_nothing(self):
        self.assertEqual("A1", find(EVENT, "$.detail.items[0].sku"))
        self.assertEqual(1, find(EVENT, "$.detail['with space']"))
        self.assertEqual(EVENT, find(EVENT, "$"))
        for path in ("$.none.at.all", "$.detail.items[7]", "$.detail.amount.more"):
            self.assertIsNone(find(EVENT, path), path)

    def test_a_template_quotes_texts_and_leaves_numbers_and_objects_as_they_are(self):
        self.assertEqual({"a": 10, "s": "shop", "i": [{"sku": "A1"}], "text": "10 in shop", "none": None},
                         json.loads(transformed('{"a": <a>, "s": <s>, "i": <i>, "text": "<a> in <s>", "none": <n>}',
                                                a="$.detail.amount", s="$.source", i="$.detail.items", n="$.none")))

    def test_quotes_in_a_value_do_not_break_the_template(self):
        self.assertEqual({"n": 'say "hi"', "t": 'they say "hi"'},
                         json.loads(transformed('{"n": <n>, "t": "they <n>"}', n="$.detail.note")))

    def test_reserved_variables_name_the_rule_and_the_event(self):
        made = json.loads(transformed('{"rule": <aws.events.rule-name>, "arn": "<aws.events.rule-arn>", '
                                      '"event": <aws.events.event.json>}'))
        self.assertEqual({"rule": "paid", "arn": RULE, "event": EVENT}, made)

    def test_a_text_template_is_a_json_text(self):
        self.assertEqual("paid 10", json.loads(transformed('"paid <a>"', a="$.detail.amount")))


if __name__ == "__main__":
    unittest.main()
