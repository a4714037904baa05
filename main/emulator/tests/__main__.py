"""Runs tests in random order: `python3 -m tests [test_module ...]`, all of them by default.

The seed is printed; the environment's SEED repeats an order.
"""
import os
import random
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).parent


def cases(suite):
    """The cases of each class, class by class: what a class sets up is set up once."""
    classes = {}
    for part in suite:
        for case in cases(part) if isinstance(part, unittest.TestSuite) else [[part]]:
            classes.setdefault(type(case[0]), []).extend(case)
    return list(classes.values())


def shuffled(modules, seed):
    order = random.Random(seed)
    classes = cases(unittest.defaultTestLoader.loadTestsFromNames(f"{__package__}.{module}" for module in modules))
    order.shuffle(classes)
    for of_class in classes:
        order.shuffle(of_class)
    return unittest.TestSuite(case for of_class in classes for case in of_class)


def main(modules):
    seed = os.environ.get("SEED") or str(random.randrange(10 ** 6))
    print(f"SEED={seed}", file=sys.stderr)
    modules = modules or sorted(path.stem for path in HERE.glob("test_*.py"))
    return unittest.TextTestRunner().run(shuffled(modules, seed)).wasSuccessful()


if __name__ == "__main__":
    sys.exit(not main(sys.argv[1:]))
