import datetime
import unittest

from tapstack_emulator.eventbridge.schedules import Unreadable, next_after

from .running import Running, eventually

MOMENT = datetime.datetime(2026, 1, 30, 10, 17, 30, tzinfo=datetime.timezone.utc)  # a Friday


def after(expression, created=MOMENT):
    found = next_after(expression, MOMENT, created)
    return found and f"{found:%Y-%m-%d %H:%M:%S}"


class ScheduleTest(unittest.TestCase):
    def test_a_rate_counts_from_the_schedules_creation(self):
        created = MOMENT - datetime.timedelta(minutes=7)
        self.assertEqual("2026-01-30 10:20:30", after("rate(5 minutes)", created))
        self.assertEqual("2026-01-30 11:10:30", after("rate(1 hour)", created))
        self.assertEqual("2026-01-31 10:17:30", after("rate(1 day)"))

    def test_cron_takes_numbers_names_lists_spans_and_steps(self):
        for expression, expected in (
                ("cron(0 6 * * ? *)", "2026-01-31 06:00:00"),
                ("cron(30 10 * * ? *)", "2026-01-30 10:30:00"),
                ("cron(*/15 * * * ? *)", "2026-01-30 10:30:00"),
                ("cron(5/20 * * * ? *)", "2026-01-30 10:25:00"),
                ("cron(0 8 ? * MON-FRI *)", "2026-02-02 08:00:00"),
                ("cron(0 8 ? * 1 *)", "2026-02-01 08:00:00"),
                ("cron(0 8 1,15 * ? *)", "2026-02-01 08:00:00"),
                ("cron(0 0 L * ? *)", "2026-01-31 00:00:00"),
                ("cron(0 0 29 FEB ? *)", "2028-02-29 00:00:00"),
                ("cron(0 0 1 1 ? 2027)", "2027-01-01 00:00:00"),
                ("cron(0 0 1 1 ? 2025)", None)):
            with self.subTest(expression):
                self.assertEqual(expected, after(expression))

    def test_a_single_time_comes_once(self):
        self.assertEqual("2026-02-01 12:00:00", after("at(2026-02-01T12:00:00)"))
        self.assertIsNone(after("at(2026-01-01T12:00:00)"))

    def test_a_cron_is_read_in_the_schedules_time_zone(self):
        berlin = MOMENT.astimezone(datetime.timezone(datetime.timedelta(hours=1)))
        found = next_after("cron(0 12 * * ? *)", berlin, berlin).astimezone(datetime.timezone.utc)
        self.assertEqual(11, found.hour)

    def test_what_cannot_be_read_is_refused(self):
        for expression in ("every day", "rate(5 weeks)", "cron(0 6 * * *)", "cron(0 6 * * * *)", "cron(0 6 ? * ? *)",
                           "cron(60 6 * * ? *)", "cron(0 6 ? * FRI#2 *)", "cron(x 6 * * ? *)", "cron(9-3 6 * * ? *)"):
            with self.subTest(expression), self.assertRaises(Unreadable):
                after(expression)


class ClockTest(unittest.TestCase):
    def fired(self, *options, **patience):
        """What a schedule sends whose time comes soon after it is made."""
        emulator = Running(*options)
        self.addCleanup(emulator.end)
        queues = emulator.client("sqs")
        queue = queues.create_queue(QueueName="q")["QueueUrl"]
        schedules = emulator.client("scheduler")
        lead = datetime.timedelta(seconds=2)
        made_in_time = False
        while not made_in_time:
            due = datetime.datetime.now(datetime.timezone.utc) + lead
            schedules.create_schedule(
                Name=f"in-{lead.seconds}", ScheduleExpression=f"at({due:%Y-%m-%dT%H:%M:%S})",
                FlexibleTimeWindow={"Mode": "OFF"}, Target={
                    "Arn": "arn:aws:sqs:us-east-1:123456789012:q", "RoleArn": "arn:aws:iam::123456789012:role/r", "Input": "{}"})
            made_in_time = datetime.datetime.now(datetime.timezone.utc) < due.replace(microsecond=0)
            lead *= 2
        return eventually(lambda: queues.receive_message(QueueUrl=queue).get("Messages"), **patience)

    def test_schedules_fire_by_time_when_the_emulator_was_asked_to(self):
        self.assertEqual("{}", self.fired("--fire-schedules")[0]["Body"])

    def test_schedules_do_not_fire_by_time_otherwise(self):
        self.assertFalse(self.fired(seconds=6))


if __name__ == "__main__":
    unittest.main()
