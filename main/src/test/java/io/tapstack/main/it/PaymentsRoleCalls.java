package io.tapstack.main.it;

import static io.tapstack.main.it.LocalArns.function;
import static io.tapstack.main.it.LocalArns.object;
import static io.tapstack.main.it.LocalArns.queue;
import static io.tapstack.main.it.LocalArns.role;
import static io.tapstack.main.it.LocalArns.stream;
import static io.tapstack.main.it.LocalArns.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * Calls that each role of the payments system is to make, and calls that it must not make.
 *
 * @param outputs of the deployed stack
 */
record PaymentsRoleCalls(EmulatedAccount root, JsonNode outputs) {
    private static final String QUEUE = queue("payments-local-failures");
    private static final String DEPLOYER = "local-tapstack-deployer";
    private static final String DATA_KEY = "alias/payment-data-local";
    private static final String DATABASE_KEY = "alias/payment-rds-local";
    private static final String SECRET_KEY = "alias/payment-rds-secret-local";
    private static final String RECORD = "audit/tried.json";

    List<RoleCall> all() {
        return Stream.of(ofApi(), ofLedger(), ofMigrations(), ofFlowLogs())
                .flatMap(List::stream)
                .toList();
    }

    private List<RoleCall> ofApi() {
        String payments = "payments-local-payments";
        String keys = "payments-local-idempotency";
        String byUser = table(payments) + "/index/UserIdIndex";
        String byStatus = table(payments) + "/index/StatusIndex";
        LocalRole api = new LocalRole("payments", "api");
        return List.of(
                api.may("dynamodb:PutItem", "payments table", table(payments), AwsCalls.putItem(payments)),
                api.may("dynamodb:GetItem", "payments table", table(payments), AwsCalls.getItem(payments)),
                api.may("dynamodb:UpdateItem", "payments table", table(payments), AwsCalls.updateItem(payments)),
                api.may(
                        "dynamodb:Query",
                        "payments table",
                        table(payments),
                        AwsCalls.query(payments, null, "transactionId")),
                api.may("dynamodb:Query", "UserIdIndex", byUser, AwsCalls.query(payments, "UserIdIndex", "userId")),
                api.may("dynamodb:Query", "StatusIndex", byStatus, AwsCalls.query(payments, "StatusIndex", "status")),
                api.may("dynamodb:PutItem", "idempotency table", table(keys), AwsCalls.putItem(keys)),
                api.may("dynamodb:GetItem", "idempotency table", table(keys), AwsCalls.getItem(keys)),
                api.may("kms:Decrypt", "data key", key(DATA_KEY), AwsCalls.decrypt(DATA_KEY)),
                api.may("sqs:SendMessage", "failures queue", QUEUE, AwsCalls.sendMessage(queueUrl())),
                api.mayNot("dynamodb:UpdateItem", "idempotency table", table(keys), AwsCalls.updateItem(keys)),
                api.mayNot("dynamodb:DeleteItem", "payments table", table(payments), AwsCalls.deleteItem(payments)),
                api.mayNot("dynamodb:Scan", "payments table", table(payments), AwsCalls.scan(payments)),
                api.mayNot("dynamodb:DeleteTable", "payments table", table(payments), AwsCalls.deleteTable(payments)),
                api.mayNot("dynamodb:GetItem", "another table", table("other"), AwsCalls.getItem("other")),
                api.mayNot("kms:Decrypt", "database key", key(DATABASE_KEY), AwsCalls.decrypt(DATABASE_KEY)),
                api.mayNot(
                        "kms:ScheduleKeyDeletion", "data key", key(DATA_KEY), AwsCalls.scheduleKeyDeletion(DATA_KEY)),
                api.mayNot("s3:PutObject", "audit bucket, audit/", audited(), AwsCalls.putObject(audit(), RECORD)),
                api.mayNot("sqs:ReceiveMessage", "failures queue", QUEUE, AwsCalls.receiveMessage(queueUrl())),
                api.mayNot(
                        "lambda:InvokeFunction",
                        "ledger function",
                        function("payments-local-ledger"),
                        AwsCalls.invoke(function("payments-local-ledger"))),
                api.mayNot(
                        "secretsmanager:GetSecretValue", "master secret", secret(), AwsCalls.getSecretValue(secret())),
                api.mayNot("iam:CreateRole", "a role", role("more"), AwsCalls.createRole("more")),
                api.mayNot("iam:PutRolePolicy", "its own role", role(api.name()), AwsCalls.putRolePolicy(api.name())),
                api.mayNot("sts:AssumeRole", "deployer role", role(DEPLOYER), AwsCalls.assumeRole(role(DEPLOYER))),
                api.mayNot("ec2:DescribeSubnets", "any, from its code", "*", AwsCalls.describeSubnets()));
    }

    private List<RoleCall> ofLedger() {
        LocalRole ledger = new LocalRole("payments", "ledger");
        String payments = "payments-local-payments";
        String state = "tapstack-local-state";
        return List.of(
                ledger.may("s3:PutObject", "audit bucket, audit/", audited(), AwsCalls.putObject(audit(), RECORD)),
                ledger.may("kms:GenerateDataKey", "data key", key(DATA_KEY), AwsCalls.generateDataKey(DATA_KEY)),
                ledger.may("sqs:SendMessage", "failures queue", QUEUE, AwsCalls.sendMessage(queueUrl())),
                ledger.mayNot(
                        "s3:PutObject",
                        "audit bucket, elsewhere",
                        object(audit(), "x"),
                        AwsCalls.putObject(audit(), "x")),
                ledger.mayNot("s3:PutObject", "state bucket", object(state, "x"), AwsCalls.putObject(state, "x")),
                ledger.mayNot("s3:GetObject", "audit bucket, audit/", audited(), AwsCalls.getObject(audit(), RECORD)),
                ledger.mayNot(
                        "s3:DeleteObject", "audit bucket, audit/", audited(), AwsCalls.deleteObject(audit(), RECORD)),
                ledger.mayNot("dynamodb:GetItem", "payments table", table(payments), AwsCalls.getItem(payments)),
                ledger.mayNot("dynamodb:PutItem", "payments table", table(payments), AwsCalls.putItem(payments)),
                ledger.mayNot("kms:Decrypt", "secret key", key(SECRET_KEY), AwsCalls.decrypt(SECRET_KEY)),
                ledger.mayNot(
                        "secretsmanager:GetSecretValue", "master secret", secret(), AwsCalls.getSecretValue(secret())),
                ledger.mayNot(
                        "iam:PutRolePolicy",
                        "its own role",
                        role(ledger.name()),
                        AwsCalls.putRolePolicy(ledger.name())),
                ledger.mayNot("ec2:DescribeSubnets", "any, from its code", "*", AwsCalls.describeSubnets()));
    }

    private List<RoleCall> ofMigrations() {
        LocalRole migrations = new LocalRole("payments", "migrations");
        String payments = "payments-local-payments";
        return List.of(
                migrations.may(
                        "secretsmanager:GetSecretValue", "master secret", secret(), AwsCalls.getSecretValue(secret())),
                migrations.may("kms:Decrypt", "secret key", key(SECRET_KEY), AwsCalls.decrypt(SECRET_KEY)),
                migrations.mayNot(
                        "secretsmanager:PutSecretValue", "master secret", secret(), AwsCalls.putSecretValue(secret())),
                migrations.mayNot("kms:Decrypt", "database key", key(DATABASE_KEY), AwsCalls.decrypt(DATABASE_KEY)),
                migrations.mayNot("dynamodb:GetItem", "payments table", table(payments), AwsCalls.getItem(payments)),
                migrations.mayNot(
                        "s3:PutObject", "audit bucket, audit/", audited(), AwsCalls.putObject(audit(), RECORD)),
                migrations.mayNot(
                        "iam:PutRolePolicy",
                        "its own role",
                        role(migrations.name()),
                        AwsCalls.putRolePolicy(migrations.name())));
    }

    private List<RoleCall> ofFlowLogs() {
        LocalRole flowLogs = new LocalRole("payments", "vpc-flow");
        String payments = "payments-local-payments";
        String own = "/payments/local/vpc-flow";
        String other = "/aws/lambda/payments-local-api";
        return List.of(
                flowLogs.may("logs:CreateLogStream", "its log group", stream(own), AwsCalls.createLogStream(own)),
                flowLogs.mayNot(
                        "logs:CreateLogStream", "the API's log group", stream(other), AwsCalls.createLogStream(other)),
                flowLogs.mayNot("dynamodb:GetItem", "payments table", table(payments), AwsCalls.getItem(payments)));
    }

    private String audited() {
        return object(audit(), RECORD);
    }

    private String audit() {
        return output("auditBucketName");
    }

    private String secret() {
        return output("dbMasterSecretArn");
    }

    private String queueUrl() {
        return output("failuresQueueUrl");
    }

    private String output(String name) {
        return outputs.at("/" + name + "/value").asText();
    }

    private String key(String alias) {
        return LocalArns.key(root, alias);
    }
}
