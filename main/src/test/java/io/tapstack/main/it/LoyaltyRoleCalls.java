package io.tapstack.main.it;

import static io.tapstack.main.it.LocalArns.function;
import static io.tapstack.main.it.LocalArns.queue;
import static io.tapstack.main.it.LocalArns.role;
import static io.tapstack.main.it.LocalArns.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Calls that each role of the loyalty system is to make, and calls that it must not make.
 *
 * @param outputs of the deployed stack
 */
record LoyaltyRoleCalls(EmulatedAccount root, JsonNode outputs) {
    static final LocalRole API = new LocalRole("loyalty", "api");
    static final LocalRole EXPIRY = new LocalRole("loyalty", "expiry");
    static final LocalRole OFFERS = new LocalRole("loyalty", "offers");

    private static final String MEMBERS = "loyalty-local-members";
    private static final String TRANSACTIONS = "loyalty-local-transactions";
    private static final String KEYS = "loyalty-local-idempotency";
    private static final String OFFERED = "loyalty-local-offers";
    private static final String BY_MEMBER = table(TRANSACTIONS) + "/index/MemberIdIndex";
    private static final String BY_TIER = table(MEMBERS) + "/index/OffersIndex";
    private static final String PAYMENTS = "payments-local-payments";
    private static final String BUS = "loyalty-local-offers";
    private static final String DATA_KEY = "alias/loyalty-data-local";
    private static final String LOGS_KEY = "alias/loyalty-logs-local";
    private static final String CURSOR_KEY = "alias/loyalty-cursor-local";
    private static final String DEPLOYER = "local-tapstack-deployer";

    List<RoleCall> all() {
        return Stream.of(ofApi(), ofExpiry(), ofOffers(), ofEach(API), ofEach(EXPIRY), ofEach(OFFERS))
                .flatMap(List::stream)
                .toList();
    }

    private List<RoleCall> ofApi() {
        return List.of(
                API.may("dynamodb:GetItem", "members table", table(MEMBERS), AwsCalls.getItem(MEMBERS)),
                API.may("dynamodb:PutItem", "members table", table(MEMBERS), AwsCalls.putItem(MEMBERS)),
                API.may("dynamodb:UpdateItem", "members table", table(MEMBERS), AwsCalls.updateItem(MEMBERS)),
                API.may("dynamodb:GetItem", "transactions table", table(TRANSACTIONS), AwsCalls.getItem(TRANSACTIONS)),
                API.may("dynamodb:PutItem", "transactions table", table(TRANSACTIONS), AwsCalls.putItem(TRANSACTIONS)),
                API.may(
                        "dynamodb:Query",
                        "MemberIdIndex",
                        BY_MEMBER,
                        AwsCalls.query(TRANSACTIONS, "MemberIdIndex", "memberId")),
                API.may("dynamodb:GetItem", "idempotency table", table(KEYS), AwsCalls.getItem(KEYS)),
                API.may("dynamodb:PutItem", "idempotency table", table(KEYS), AwsCalls.putItem(KEYS)),
                API.may("kms:GenerateMac", "cursor key", key(CURSOR_KEY), AwsCalls.generateMac(CURSOR_KEY)),
                API.may("kms:Decrypt", "data key", key(DATA_KEY), AwsCalls.decrypt(DATA_KEY)),
                API.may("sqs:SendMessage", "api-failures queue", queue("loyalty-local-api-failures"), send("api")),
                API.mayNot("kms:VerifyMac", "cursor key", key(CURSOR_KEY), AwsCalls.verifyMac(CURSOR_KEY)),
                API.mayNot("dynamodb:DeleteItem", "members table", table(MEMBERS), AwsCalls.deleteItem(MEMBERS)),
                API.mayNot("dynamodb:Scan", "members table", table(MEMBERS), AwsCalls.scan(MEMBERS)),
                API.mayNot(
                        "dynamodb:Query", "OffersIndex", BY_TIER, AwsCalls.query(MEMBERS, "OffersIndex", "offersTier")),
                API.mayNot(
                        "dynamodb:UpdateItem",
                        "transactions table",
                        table(TRANSACTIONS),
                        AwsCalls.updateItem(TRANSACTIONS)),
                API.mayNot(
                        "dynamodb:DeleteItem",
                        "transactions table",
                        table(TRANSACTIONS),
                        AwsCalls.deleteItem(TRANSACTIONS)),
                API.mayNot("dynamodb:UpdateItem", "idempotency table", table(KEYS), AwsCalls.updateItem(KEYS)),
                API.mayNot("dynamodb:GetItem", "offers table", table(OFFERED), AwsCalls.getItem(OFFERED)),
                API.mayNot("events:PutEvents", "its event bus", bus(BUS), AwsCalls.putEvents(BUS)),
                API.mayNot("ses:SendEmail", "its sender", identity(sender()), AwsCalls.sendEmail(sender())),
                API.mayNot(
                        "lambda:InvokeFunction",
                        "offers function",
                        function("loyalty-local-offers"),
                        AwsCalls.invoke(function("loyalty-local-offers"))),
                API.mayNot(
                        "cognito-idp:AdminCreateUser",
                        "its user pool",
                        output("userPoolArn"),
                        AwsCalls.adminCreateUser(output("userPoolId"))));
    }

    private List<RoleCall> ofExpiry() {
        String stream = streamOf(TRANSACTIONS);
        return List.of(
                EXPIRY.may("dynamodb:GetItem", "members table", table(MEMBERS), AwsCalls.getItem(MEMBERS)),
                EXPIRY.may("dynamodb:UpdateItem", "members table", table(MEMBERS), AwsCalls.updateItem(MEMBERS)),
                EXPIRY.may(
                        "dynamodb:PutItem", "transactions table", table(TRANSACTIONS), AwsCalls.putItem(TRANSACTIONS)),
                EXPIRY.may("dynamodb:DescribeStream", "its stream", stream, AwsCalls.describeStream(stream)),
                EXPIRY.may("kms:Decrypt", "data key", key(DATA_KEY), AwsCalls.decrypt(DATA_KEY)),
                EXPIRY.may(
                        "sqs:SendMessage",
                        "expiry-failures queue",
                        queue("loyalty-local-expiry-failures"),
                        send("expiry")),
                EXPIRY.mayNot("dynamodb:PutItem", "members table", table(MEMBERS), AwsCalls.putItem(MEMBERS)),
                EXPIRY.mayNot("dynamodb:DeleteItem", "members table", table(MEMBERS), AwsCalls.deleteItem(MEMBERS)),
                EXPIRY.mayNot(
                        "dynamodb:GetItem", "transactions table", table(TRANSACTIONS), AwsCalls.getItem(TRANSACTIONS)),
                EXPIRY.mayNot(
                        "dynamodb:DeleteItem",
                        "transactions table",
                        table(TRANSACTIONS),
                        AwsCalls.deleteItem(TRANSACTIONS)),
                EXPIRY.mayNot("dynamodb:PutItem", "idempotency table", table(KEYS), AwsCalls.putItem(KEYS)),
                EXPIRY.mayNot("kms:GenerateMac", "cursor key", key(CURSOR_KEY), AwsCalls.generateMac(CURSOR_KEY)),
                EXPIRY.mayNot(
                        "sqs:SendMessage",
                        "offers-failures queue",
                        queue("loyalty-local-offers-failures"),
                        send("offers")),
                EXPIRY.mayNot("events:PutEvents", "its event bus", bus(BUS), AwsCalls.putEvents(BUS)));
    }

    private List<RoleCall> ofOffers() {
        return List.of(
                OFFERS.may("dynamodb:GetItem", "members table", table(MEMBERS), AwsCalls.getItem(MEMBERS)),
                OFFERS.may(
                        "dynamodb:Query", "OffersIndex", BY_TIER, AwsCalls.query(MEMBERS, "OffersIndex", "offersTier")),
                OFFERS.may("dynamodb:GetItem", "offers table", table(OFFERED), AwsCalls.getItem(OFFERED)),
                OFFERS.may("dynamodb:PutItem", "offers table", table(OFFERED), AwsCalls.putItem(OFFERED)),
                OFFERS.may("dynamodb:UpdateItem", "offers table", table(OFFERED), AwsCalls.updateItem(OFFERED)),
                OFFERS.may("dynamodb:DeleteItem", "offers table", table(OFFERED), AwsCalls.deleteItem(OFFERED)),
                OFFERS.may("dynamodb:Query", "offers table", table(OFFERED), AwsCalls.query(OFFERED, null, "runDate")),
                OFFERS.may("events:PutEvents", "its event bus", bus(BUS), AwsCalls.putEvents(BUS)),
                sends("ses:SendEmail", "its sender", identity(sender())),
                sends("ses:SendEmail", "its configuration set", ses("configuration-set/loyalty-local-offers")),
                sends("ses:SendEmail", "its template", ses("template/loyalty-local-offer")),
                sends("ses:SendTemplatedEmail", "its sender", identity(sender())),
                sends("ses:SendTemplatedEmail", "its configuration set", ses("configuration-set/loyalty-local-offers")),
                sends("ses:SendTemplatedEmail", "its template", ses("template/loyalty-local-offer")),
                OFFERS.may("kms:Decrypt", "data key", key(DATA_KEY), AwsCalls.decrypt(DATA_KEY)),
                OFFERS.may(
                        "sqs:SendMessage",
                        "offers-failures queue",
                        queue("loyalty-local-offers-failures"),
                        send("offers")),
                OFFERS.mayNot("dynamodb:UpdateItem", "members table", table(MEMBERS), AwsCalls.updateItem(MEMBERS)),
                OFFERS.mayNot("dynamodb:Scan", "members table", table(MEMBERS), AwsCalls.scan(MEMBERS)),
                OFFERS.mayNot(
                        "dynamodb:GetItem", "transactions table", table(TRANSACTIONS), AwsCalls.getItem(TRANSACTIONS)),
                OFFERS.mayNot("events:PutEvents", "the default bus", bus("default"), AwsCalls.putEvents("default")),
                OFFERS.mayNot(
                        "ses:SendEmail",
                        "another sender",
                        identity("else@example.org"),
                        AwsCalls.sendEmail("else@example.org")),
                OFFERS.mayNot("ses:SendRawEmail", "its sender", identity(sender()), AwsCalls.sendRawEmail(sender())),
                OFFERS.mayNot(
                        "sns:Publish",
                        "offers topic",
                        output("offersTopicArn"),
                        AwsCalls.publish(output("offersTopicArn"))),
                OFFERS.mayNot("kms:GenerateMac", "cursor key", key(CURSOR_KEY), AwsCalls.generateMac(CURSOR_KEY)));
    }

    /** What no function of the system is for. */
    private List<RoleCall> ofEach(LocalRole any) {
        String queue = "loyalty-local-" + any.purpose() + "-failures";
        return List.of(
                any.mayNot("dynamodb:DeleteTable", "members table", table(MEMBERS), AwsCalls.deleteTable(MEMBERS)),
                any.mayNot("dynamodb:GetItem", "another system's table", table(PAYMENTS), AwsCalls.getItem(PAYMENTS)),
                any.mayNot("kms:Decrypt", "logs key", key(LOGS_KEY), AwsCalls.decrypt(LOGS_KEY)),
                any.mayNot(
                        "sqs:ReceiveMessage",
                        any.purpose() + "-failures queue",
                        queue(queue),
                        AwsCalls.receiveMessage(queueUrl(any.purpose()))),
                any.mayNot("iam:PutRolePolicy", "its own role", role(any.name()), AwsCalls.putRolePolicy(any.name())),
                any.mayNot("sts:AssumeRole", "deployer role", role(DEPLOYER), AwsCalls.assumeRole(role(DEPLOYER))));
    }

    /** Sending is one call, and IAM is asked about it under two names and for three things. */
    private RoleCall sends(String action, String on, String resource) {
        return OFFERS.may(
                action, on, resource, AwsCalls.sendTemplate(sender(), "loyalty-local-offers", "loyalty-local-offer"));
    }

    private Consumer<EmulatedAccount> send(String purpose) {
        return AwsCalls.sendMessage(queueUrl(purpose));
    }

    private String queueUrl(String purpose) {
        return root.endpoint() + "/123456789012/loyalty-local-" + purpose + "-failures";
    }

    private static String bus(String name) {
        return LocalArns.of("events", "event-bus/" + name);
    }

    private static String ses(String resource) {
        return LocalArns.of("ses", resource);
    }

    private static String identity(String address) {
        return ses("identity/" + address);
    }

    private String sender() {
        return output("senderAddress");
    }

    private String output(String name) {
        return outputs.at("/" + name + "/value").asText();
    }

    private String key(String alias) {
        return LocalArns.key(root, alias);
    }

    private String streamOf(String table) {
        try (DynamoDbClient dynamo = root.client(DynamoDbClient.builder())) {
            return dynamo.describeTable(request -> request.tableName(table))
                    .table()
                    .latestStreamArn();
        }
    }
}
