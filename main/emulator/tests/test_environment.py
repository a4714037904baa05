import locale
import unittest
from unittest import mock

from tapstack_emulator import environment


class Utf8LocaleTest(unittest.TestCase):
    def chosen(self, *installed):
        with mock.patch.object(environment, "_is_installed", lambda name: name in installed):
            return environment.utf8_locale.__wrapped__("en_US.UTF-8")

    def test_is_the_wanted_one_where_that_is_installed(self):
        self.assertEqual("en_US.UTF-8", self.chosen("C.UTF-8", "en_US.UTF-8"))

    def test_is_another_where_that_is_not(self):
        self.assertEqual("C.UTF-8", self.chosen("C.UTF-8"))

    def test_is_the_wanted_one_where_there_is_none(self):
        self.assertEqual("en_US.UTF-8", self.chosen())

    def test_leaves_the_process_own_locale_as_it_was(self):
        self.addCleanup(locale.setlocale, locale.LC_CTYPE, locale.setlocale(locale.LC_CTYPE))
        locale.setlocale(locale.LC_CTYPE, "C")
        environment.utf8_locale.__wrapped__("C.UTF-8")
        self.assertEqual("C", locale.setlocale(locale.LC_CTYPE))
