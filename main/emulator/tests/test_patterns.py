import unittest

from tapstack_emulator.eventbridge.pattern_check import problem_of
from tapstack_emulator.eventbridge.patterns import matches

EVENT = {
    "source": "shop", "detail-type": "Paid", "resources": ["a", "b"],
    "detail": {"amount": 10, "currency": "EUR", "ip": "10.0.0.7", "vip": True, "note": None, "file": "images/1.PNG",
               "items": [{"sku": "A1", "count": 1}, {"sku": "B2", "count": 5}], "buyer": {"name": "Ann"}},
}


def detail(**wanted):
    return {"detail": wanted}


class PatternTest(unittest.TestCase):
    def assert_matches(self, *patterns):
        for pattern in patterns:
            with self.subTest(pattern):
                self.assertIsNone(problem_of(pattern))
                self.assertTrue(matches(pattern, EVENT))

    def assert_not(self, *patterns):
        for pattern in patterns:
            with self.subTest(pattern):
                self.assertIsNone(problem_of(pattern))
                self.assertFalse(matches(pattern, EVENT))

    def test_every_key_must_match_and_one_of_its_values_suffices(self):
        self.assert_matches({"source": ["other", "shop"]}, {"source": ["shop"], "detail-type": ["Paid"]},
                            detail(buyer={"name": ["Ann"]}), {"resources": ["b"]})
        self.assert_not({"source": ["shop"], "detail-type": ["Sent"]}, {"account": ["1"]}, detail(buyer=["Ann"]),
                        {"resources": ["c"]})

    def test_values_are_compared_as_json(self):
        self.assert_matches(detail(vip=[True]), detail(note=[None]), detail(amount=[10]))
        self.assert_not(detail(vip=[1]), detail(vip=["true"]), detail(amount=["10"]), detail(buyer={"age": [None]}))

    def test_prefix_and_suffix(self):
        self.assert_matches(detail(file=[{"prefix": "images/"}]), detail(file=[{"suffix": ".PNG"}]),
                            detail(file=[{"suffix": {"equals-ignore-case": ".png"}}]),
                            detail(file=[{"prefix": {"equals-ignore-case": "IMAGES"}}]))
        self.assert_not(detail(file=[{"prefix": "Images"}]), detail(file=[{"suffix": ".png"}]),
                        detail(amount=[{"prefix": "1"}]))

    def test_equals_ignore_case(self):
        self.assert_matches(detail(currency=[{"equals-ignore-case": "eur"}]))
        self.assert_not(detail(currency=[{"equals-ignore-case": "eu"}]))

    def test_anything_but(self):
        self.assert_matches(detail(currency=[{"anything-but": "USD"}]), detail(currency=[{"anything-but": ["USD", "GBP"]}]),
                            detail(amount=[{"anything-but": 11}]), detail(file=[{"anything-but": {"prefix": "text"}}]),
                            detail(file=[{"anything-but": {"suffix": [".txt", ".md"]}}]),
                            detail(file=[{"anything-but": {"wildcard": "*.txt"}}]))
        self.assert_not(detail(currency=[{"anything-but": ["EUR"]}]), detail(missing=[{"anything-but": "x"}]),
                        detail(file=[{"anything-but": {"prefix": "images"}}]),
                        detail(currency=[{"anything-but": {"equals-ignore-case": ["eur"]}}]))

    def test_numeric(self):
        self.assert_matches(detail(amount=[{"numeric": ["=", 10]}]), detail(amount=[{"numeric": [">", 5, "<=", 10]}]))
        self.assert_not(detail(amount=[{"numeric": ["<", 10]}]), detail(currency=[{"numeric": [">", 0]}]),
                        detail(vip=[{"numeric": ["=", 1]}]))

    def test_exists(self):
        self.assert_matches(detail(amount=[{"exists": True}]), detail(missing=[{"exists": False}]),
                            detail(note=[{"exists": True}]), {"none": {"at": {"all": [{"exists": False}]}}})
        self.assert_not(detail(amount=[{"exists": False}]), detail(missing=[{"exists": True}]),
                        detail(buyer=[{"exists": True}]))

    def test_cidr(self):
        self.assert_matches(detail(ip=[{"cidr": "10.0.0.0/24"}]))
        self.assert_not(detail(ip=[{"cidr": "10.0.1.0/24"}]), detail(currency=[{"cidr": "10.0.0.0/8"}]))

    def test_wildcard(self):
        self.assert_matches(detail(file=[{"wildcard": "images/*.PNG"}]), detail(file=[{"wildcard": "*"}]))
        self.assert_not(detail(file=[{"wildcard": "images/*.jpg"}]), detail(file=[{"wildcard": "images/\\*"}]))
        self.assertTrue(matches({"a": [{"wildcard": "x\\*y"}]}, {"a": "x*y"}))

    def test_or_over_fields(self):
        self.assert_matches({"$or": [{"source": ["other"]}, {"detail-type": ["Paid"]}]},
                            detail(**{"$or": [{"amount": [99]}, {"currency": ["EUR"]}]}))
        self.assert_not({"$or": [{"source": ["other"]}, {"detail-type": ["Sent"]}]},
                        {"$or": [{"source": ["shop"]}, {"source": ["other"]}], "detail-type": ["Sent"]})

    def test_fields_of_an_array_of_objects_must_match_in_the_same_object(self):
        self.assert_matches(detail(items={"sku": ["B2"], "count": [{"numeric": [">", 3]}]}))
        self.assert_not(detail(items={"sku": ["A1"], "count": [{"numeric": [">", 3]}]}))

    def test_wrong_patterns_are_refused_and_say_where(self):
        for pattern, said in (
                ({"source": "shop"}, '"source" must be an object or an array'),
                ({"source": []}, "Empty arrays are not allowed"),
                ({}, "Empty objects are not allowed"),
                ({"detail": {}}, "Empty objects are not allowed at detail"),
                (["a"], "must be an object"),
                (detail(a=[{"prefx": "x"}]), 'Unrecognized match type prefx at "detail.a"'),
                (detail(a=[{"prefix": 1}]), "prefix must not be 1"),
                (detail(a=[{"numeric": [">"]}]), "numeric"),
                (detail(a=[{"numeric": ["=>", 1]}]), "numeric"),
                (detail(a=[{"exists": "yes"}]), "exists"),
                (detail(a=[{"cidr": "10.0.0.0/99"}]), "cidr"),
                (detail(a=[{"anything-but": []}]), "anything-but"),
                (detail(a=[{"prefix": "x", "suffix": "y"}]), "only one key"),
                ({"$or": [{"a": [1]}]}, "at least two"),
        ):
            with self.subTest(pattern):
                self.assertIn(said, problem_of(pattern) or "")


if __name__ == "__main__":
    unittest.main()
