import datetime
import json
import unittest

from botocore.exceptions import ClientError

from .running import eventually, shared
from tapstack_emulator.mail.mailbox import Delivered, Mailbox

ACCOUNT = "arn:aws:{}:us-east-1:123456789012:{}"
TOPIC = ACCOUNT.format("sns", "ses-events")


class MailTest(unittest.TestCase):
    """One account with an address, a domain, a template and a configuration set whose events end in a queue."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        cls.ses, cls.v1, cls.sns, cls.sqs = (cls.emulator.client(name) for name in ("sesv2", "ses", "sns", "sqs"))
        cls.ses.create_email_identity(EmailIdentity="offers@example.com")
        cls.ses.create_email_identity(EmailIdentity="example.org")
        cls.v1.create_template(Template={"TemplateName": "offer", "SubjectPart": "{{tier}} offer",
                                         "TextPart": "Your offer: {{ offer }}", "HtmlPart": "<b>{{offer}}</b>"})
        cls.ses.create_configuration_set(ConfigurationSetName="offers")
        cls.sns.create_topic(Name="ses-events", Attributes={"Policy": cls.policy("sns:Publish", TOPIC, "ses")})
        cls.queue = cls.queue_of(TOPIC, "events")
        cls.ses.create_configuration_set_event_destination(
            ConfigurationSetName="offers", EventDestinationName="sns",
            EventDestination=cls.destination(TOPIC, "SEND", "DELIVERY", "BOUNCE", "COMPLAINT", "RENDERING_FAILURE"))

    @staticmethod
    def policy(action, resource, service):
        return json.dumps({"Statement": [{"Effect": "Allow", "Action": action, "Resource": resource,
                                          "Principal": {"Service": f"{service}.amazonaws.com"},
                                          "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}}}]})

    @classmethod
    def queue_of(cls, topic, name):
        arn = ACCOUNT.format("sqs", name)
        url = cls.sqs.create_queue(QueueName=name, Attributes={
            "Policy": cls.policy("sqs:SendMessage", arn, "sns")})["QueueUrl"]
        cls.sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
        return url

    @staticmethod
    def destination(topic, *kinds, enabled=True):
        return {"Enabled": enabled, "MatchingEventTypes": kinds, "SnsDestination": {"TopicArn": topic}}

    @staticmethod
    def templated(data, name="offer"):
        return {"Template": {"TemplateName": name, "TemplateData": data}}

    def send(self, to, data='{"tier": "GOLD", "offer": "gold-1"}', **more):
        return self.ses.send_email(**{
            "FromEmailAddress": "offers@example.com", "Destination": {"ToAddresses": [to]},
            "Content": self.templated(data), "ConfigurationSetName": "offers", **more})["MessageId"]

    def refused(self, code, to, **more):
        with self.assertRaises(ClientError) as caught:
            self.send(to, **more)
        self.assertEqual(code, caught.exception.response["Error"]["Code"])
        return caught.exception.response["Error"]["Message"]

    def mailbox(self, to):
        return self.emulator.show(f"mailbox?to={to.replace('+', '%2B')}")["messages"]

    def events(self, message_id, count):
        """The events of an e-mail by their type, once there are as many."""
        found = {}

        def all_of_them():
            for message in self.sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10).get("Messages", []):
                event = json.loads(json.loads(message["Body"])["Message"])
                if event["mail"]["messageId"] == message_id:
                    found[event["eventType"]] = event
                self.sqs.delete_message(QueueUrl=self.queue, ReceiptHandle=message["ReceiptHandle"])
            return len(found) >= count and found

        return eventually(all_of_them)

    # --- what arrives ----------------------------------------------------------------

    def test_a_template_of_version_1_is_filled_in_and_delivered(self):
        sent = self.send("Ann <ann@example.net>")
        message, = self.mailbox("ANN@example.net")
        self.assertRegex(message.pop("time"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        self.assertEqual({"messageId": sent, "from": "offers@example.com", "to": ["ann@example.net"],
                          "subject": "GOLD offer", "text": "Your offer: gold-1", "html": "<b>gold-1</b>",
                          "headers": [], "configurationSet": "offers"}, message)

    def test_a_simple_message_keeps_its_headers(self):
        header = {"Name": "List-Unsubscribe", "Value": "<https://example.com/u>"}
        self.send("simple@example.net", ConfigurationSetName="", Content={"Simple": {
            "Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "text"}}, "Headers": [header]}})
        message, = self.mailbox("simple@example.net")
        self.assertEqual(("Hi", "text", None, None), tuple(message[name] for name in
                                                            ("subject", "text", "html", "configurationSet")))
        self.assertEqual([{"name": header["Name"], "value": header["Value"]}], message["headers"])

    def test_a_raw_message_names_its_sender_and_recipients_itself(self):
        raw = ("From: News <news@mail.example.org>\r\nTo: raw@example.net\r\nBcc: hidden@example.net\r\n"
               "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>raw</p>")
        self.ses.send_email(Content={"Raw": {"Data": raw.encode()}})
        for address in ("raw@example.net", "hidden@example.net"):
            message, = self.mailbox(address)
            self.assertEqual(("Grüße", "<p>raw</p>", "News <news@mail.example.org>"),
                             (message["subject"], message["html"].strip(), message["from"]))

    def test_an_inline_template_needs_no_stored_one(self):
        self.send("inline@example.net", Content={"Template": {
            "TemplateContent": {"Subject": "{{n}} for {{who.name}}", "Text": "{{#if more}}more{{else}}less{{/if}}"},
            "TemplateData": json.dumps({"n": 3, "who": {"name": "Ann"}, "more": False})}})
        message, = self.mailbox("inline@example.net")
        self.assertEqual(("3 for Ann", "less"), (message["subject"], message["text"]))

    # --- what is refused -------------------------------------------------------------

    def test_refusals_are_those_of_aws(self):
        recipients = [f"{number}@example.net" for number in range(51)]
        rows = [("MessageRejected", {"FromEmailAddress": "a@unknown.example"}, "not verified.* US-EAST-1: a@unknown"),
                ("NotFoundException", {"ConfigurationSetName": "none"}, "Configuration set <none>"),
                ("NotFoundException", {"Content": self.templated("{}", "none")}, "Template none"),
                ("BadRequestException", {"Content": self.templated("{")}, "TemplateData"),
                ("BadRequestException", {"Content": {}}, "one of Simple, Raw, Template"),
                ("BadRequestException", {"Content": {"Simple": {"Subject": {"Data": "s"}, "Body": {}}}}, "neither"),
                ("BadRequestException", {"Destination": {"ToAddresses": ["nobody"]}}, "@domain"),
                ("BadRequestException", {"Destination": {"ToAddresses": []}}, "no recipient"),
                ("BadRequestException", {"Destination": {"CcAddresses": recipients}}, "exceeds 50")]
        for code, more, message in rows:
            with self.subTest(code=code, **more):
                self.assertRegex(self.refused(code, "refused@example.net", **more), message)
        self.assertEqual([], self.mailbox("refused@example.net"))

    def test_a_paused_configuration_set_sends_nothing(self):
        self.ses.create_configuration_set(ConfigurationSetName="paused", SendingOptions={})
        self.refused("SendingPausedException", "paused@example.net", ConfigurationSetName="paused")
        self.ses.put_configuration_set_sending_options(ConfigurationSetName="paused", SendingEnabled=True)
        self.send("paused@example.net", ConfigurationSetName="paused")
        self.assertEqual(1, len(self.mailbox("paused@example.net")))
        self.ses.put_configuration_set_sending_options(ConfigurationSetName="paused")
        self.refused("SendingPausedException", "paused@example.net", ConfigurationSetName="paused")

    # --- what is told ----------------------------------------------------------------

    def test_send_and_delivery_are_published_in_the_shape_of_aws(self):
        sent = self.send("told@example.net", EmailTags=[{"Name": "run", "Value": "today"}])
        events = self.events(sent, 2)
        self.assertEqual({"Send", "Delivery"}, set(events))
        self.assertEqual({}, events["Send"]["send"])
        self.assertEqual(["told@example.net"], events["Delivery"]["delivery"]["recipients"])
        mail = events["Delivery"]["mail"]
        self.assertEqual(("offers@example.com", ACCOUNT.format("ses", "identity/offers@example.com"), "123456789012",
                          ["told@example.net"], "GOLD offer", {"ses:configuration-set": ["offers"],
                                                               "ses:from-domain": ["example.com"], "run": ["today"]}),
                         (mail["source"], mail["sourceArn"], mail["sendingAccountId"], mail["destination"],
                          mail["commonHeaders"]["subject"], mail["tags"]))

    def test_the_mailbox_simulator_bounces_and_complains(self):
        events = self.events(self.send("bounce+1@simulator.amazonses.com"), 2)
        self.assertEqual({"Send", "Bounce"}, set(events))
        self.assertEqual(("Permanent", "bounce+1@simulator.amazonses.com"),
                         (events["Bounce"]["bounce"]["bounceType"],
                          events["Bounce"]["bounce"]["bouncedRecipients"][0]["emailAddress"]))
        self.assertEqual([], self.mailbox("bounce+1@simulator.amazonses.com"))
        events = self.events(self.send("complaint@simulator.amazonses.com"), 3)
        self.assertEqual({"Send", "Delivery", "Complaint"}, set(events))
        self.assertEqual("abuse", events["Complaint"]["complaint"]["complaintFeedbackType"])

    def test_a_missing_variable_is_a_rendering_failure_after_the_call(self):
        events = self.events(self.send("unrendered@example.net", '{"tier": "GOLD"}'), 1)
        self.assertEqual({"errorMessage": "Attribute 'offer' is not present in the rendering data.",
                          "templateName": "offer"}, events["Rendering Failure"]["failure"])
        self.assertEqual({"Rendering Failure"}, set(events))
        self.assertEqual([], self.mailbox("unrendered@example.net"))

    def test_a_topic_that_lets_ses_in_gets_what_an_enabled_destination_asks_for(self):
        self.ses.create_configuration_set(ConfigurationSetName="picky")
        queues = {}
        for name, service, enabled in (("open", "ses", True), ("shut", "s3", True), ("off", "ses", False)):
            topic = ACCOUNT.format("sns", name)
            self.sns.create_topic(Name=name, Attributes={"Policy": self.policy("sns:Publish", topic, service)})
            queues[name] = self.queue_of(topic, name)
            self.ses.create_configuration_set_event_destination(
                ConfigurationSetName="picky", EventDestinationName=name,
                EventDestination=self.destination(topic, "DELIVERY", enabled=enabled))
        self.send("picky@example.net", ConfigurationSetName="picky")
        sent = eventually(lambda: self.sqs.receive_message(QueueUrl=queues["open"]).get("Messages"))
        notification = json.loads(sent[0]["Body"])
        self.assertEqual("Amazon SES Email Event Notification", notification["Subject"])
        self.assertEqual("Delivery", json.loads(notification["Message"])["eventType"])
        for name in queues:
            self.assertEqual([], self.sqs.receive_message(QueueUrl=queues[name]).get("Messages", []), name)

    def test_the_journal_tells_the_subject_and_no_address(self):
        sent = self.send("secretive@example.net")
        entry = next(entry for entry in self.emulator.show("events?kind=email")["events"]
                     if entry["detail"]["messageId"] == sent)
        self.assertEqual(("offers@example.com", "GOLD offer to s***@example.net", ["SEND", "DELIVERY"]),
                         (entry["source"], entry["summary"], entry["detail"]["events"]))
        self.assertNotIn("secretive", json.dumps(entry))

    def test_the_mailbox_refuses_what_it_does_not_know(self):
        self.assertEqual(400, self.emulator.as_root("GET", "/_tapstack/mailbox?from=a")[0])

    # --- what Terraform reads back ---------------------------------------------------

    def test_both_versions_share_their_templates(self):
        content = {"Subject": "S {{a}}", "Text": "T"}
        self.ses.create_email_template(TemplateName="shared", TemplateContent=content)
        with self.assertRaises(self.ses.exceptions.AlreadyExistsException):
            self.ses.create_email_template(TemplateName="shared", TemplateContent=content)
        self.assertEqual("S {{a}}", self.v1.get_template(TemplateName="shared")["Template"]["SubjectPart"])
        self.ses.update_email_template(TemplateName="shared", TemplateContent={"Subject": "U {{a}}", "Html": "H"})
        self.assertEqual({"Subject": "U {{a}}", "Html": "H"},
                         self.ses.get_email_template(TemplateName="shared")["TemplateContent"])
        self.assertIn("shared", [it["TemplateName"] for it in self.ses.list_email_templates()["TemplatesMetadata"]])
        rendered = self.ses.test_render_email_template(TemplateName="shared", TemplateData='{"a": 1}')
        self.assertIn("Subject: U 1", rendered["RenderedTemplate"])
        with self.assertRaises(self.ses.exceptions.BadRequestException):
            self.ses.test_render_email_template(TemplateName="shared", TemplateData="{}")
        self.ses.delete_email_template(TemplateName="shared")
        with self.assertRaises(self.ses.exceptions.NotFoundException):
            self.ses.get_email_template(TemplateName="shared")

    def test_a_configuration_set_gives_its_options_and_destinations_back(self):
        self.ses.create_configuration_set(ConfigurationSetName="whole", Tags=[{"Key": "a", "Value": "b"}],
                                          DeliveryOptions={"TlsPolicy": "REQUIRE"})
        self.ses.put_configuration_set_suppression_options(ConfigurationSetName="whole", SuppressedReasons=["BOUNCE"])
        self.ses.put_configuration_set_reputation_options(ConfigurationSetName="whole", ReputationMetricsEnabled=True)
        found = self.ses.get_configuration_set(ConfigurationSetName="whole")
        del found["ResponseMetadata"]
        self.assertEqual({"ConfigurationSetName": "whole", "Tags": [{"Key": "a", "Value": "b"}],
                          "DeliveryOptions": {"TlsPolicy": "REQUIRE"}, "SendingOptions": {"SendingEnabled": True},
                          "ReputationOptions": {"ReputationMetricsEnabled": True},
                          "SuppressionOptions": {"SuppressedReasons": ["BOUNCE"]}}, found)
        named = {"ConfigurationSetName": "whole", "EventDestinationName": "sns"}
        self.ses.create_configuration_set_event_destination(EventDestination=self.destination(TOPIC, "SEND"), **named)
        self.ses.update_configuration_set_event_destination(EventDestination=self.destination(TOPIC, "OPEN"), **named)
        self.assertEqual([{"Name": "sns", **self.destination(TOPIC, "OPEN"), "MatchingEventTypes": ["OPEN"]}],
                         self.ses.get_configuration_set_event_destinations(
                             ConfigurationSetName="whole")["EventDestinations"])
        self.ses.delete_configuration_set_event_destination(**named)
        with self.assertRaises(self.ses.exceptions.NotFoundException):
            self.ses.delete_configuration_set_event_destination(**named)
        self.ses.delete_configuration_set(ConfigurationSetName="whole")
        with self.assertRaises(self.ses.exceptions.NotFoundException):
            self.ses.get_configuration_set(ConfigurationSetName="whole")

    def test_both_versions_share_their_event_destinations(self):
        self.ses.create_configuration_set(ConfigurationSetName="older")
        of_1 = {"Name": "sns", "Enabled": True, "MatchingEventTypes": ["bounce", "renderingFailure"],
                "SNSDestination": {"TopicARN": TOPIC}}
        metrics = {"Name": "metrics", "Enabled": True, "MatchingEventTypes": ["send"], "CloudWatchDestination": {
            "DimensionConfigurations": [{"DimensionName": "set", "DimensionValueSource": "messageTag",
                                         "DefaultDimensionValue": "none"}]}}
        for destination in (of_1, metrics):
            self.v1.create_configuration_set_event_destination(ConfigurationSetName="older",
                                                               EventDestination=destination)
        with self.assertRaises(self.v1.exceptions.EventDestinationAlreadyExistsException):
            self.v1.create_configuration_set_event_destination(ConfigurationSetName="older", EventDestination=of_1)
        self.assertEqual([of_1, metrics], self.of_version_1("older"))
        found = self.ses.get_configuration_set_event_destinations(ConfigurationSetName="older")["EventDestinations"]
        self.assertEqual({**self.destination(TOPIC), "Name": "sns",
                          "MatchingEventTypes": ["BOUNCE", "RENDERING_FAILURE"]}, found[0])
        bounced = self.send("bounce@simulator.amazonses.com", ConfigurationSetName="older")
        self.assertEqual({"Bounce"}, set(self.events(bounced, 1)))
        self.v1.update_configuration_set_event_destination(ConfigurationSetName="older",
                                                           EventDestination={**of_1, "Enabled": False})
        self.v1.delete_configuration_set_event_destination(ConfigurationSetName="older",
                                                           EventDestinationName="metrics")
        self.assertEqual([{**of_1, "Enabled": False}], self.of_version_1("older"))
        with self.assertRaises(self.v1.exceptions.EventDestinationDoesNotExistException):
            self.v1.delete_configuration_set_event_destination(ConfigurationSetName="older",
                                                               EventDestinationName="metrics")

    def of_version_1(self, configuration_set):
        return self.v1.describe_configuration_set(
            ConfigurationSetName=configuration_set,
            ConfigurationSetAttributeNames=["eventDestinations"])["EventDestinations"]

    def test_an_identity_is_verified_at_once_and_gives_its_settings_back(self):
        name = {"EmailIdentity": "settings.example"}
        self.ses.create_email_identity(**name, Tags=[{"Key": "a", "Value": "b"}],
                                       DkimSigningAttributes={"NextSigningKeyLength": "RSA_1024_BIT"})
        with self.assertRaises(self.ses.exceptions.AlreadyExistsException):
            self.ses.create_email_identity(**name)
        self.ses.put_email_identity_feedback_attributes(**name, EmailForwardingEnabled=False)
        self.ses.put_email_identity_mail_from_attributes(**name, MailFromDomain="m.settings.example",
                                                         BehaviorOnMxFailure="REJECT_MESSAGE")
        self.ses.put_email_identity_configuration_set_attributes(**name, ConfigurationSetName="offers")
        found = self.ses.get_email_identity(**name)
        self.assertEqual((True, False, "offers", "RSA_1024_BIT", [{"Key": "a", "Value": "b"}]),
                         (found["VerifiedForSendingStatus"], found["FeedbackForwardingStatus"],
                          found["ConfigurationSetName"], found["DkimAttributes"]["CurrentSigningKeyLength"],
                          found["Tags"]))
        self.assertEqual({"MailFromDomain": "m.settings.example", "MailFromDomainStatus": "SUCCESS",
                          "BehaviorOnMxFailure": "REJECT_MESSAGE"}, found["MailFromAttributes"])
        self.assertEqual([{"Key": "a", "Value": "b"}], self.ses.list_tags_for_resource(
            ResourceArn=ACCOUNT.format("ses", "identity/settings.example"))["Tags"])
        self.ses.delete_email_identity(**name)
        self.refused("MessageRejected", "x@example.net", FromEmailAddress="a@settings.example")


class MailboxTest(unittest.TestCase):
    def test_the_oldest_are_forgotten(self):
        box = Mailbox(capacity=2)
        for number in range(3):
            box.add(Delivered(str(number), "s", ["a@b"], "", None, None, [], None, datetime.datetime.now()))
        self.assertEqual(["1", "2"], [email.message_id for email in box.of("a@b")])
        self.assertEqual([], box.of("c@b"))
