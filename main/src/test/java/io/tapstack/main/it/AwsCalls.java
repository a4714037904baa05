package io.tapstack.main.it;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.EmailContent;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Calls of the AWS API that leave nothing behind worth mentioning, to be made by whoever. */
final class AwsCalls {
    /** Lets a write be asked for and then not happen. */
    private static final String NEVER = "attribute_exists(nothing)";

    /** Of tables by the last word of their names; the others have transactions. */
    private static final Map<String, String[]> KEYS = Map.of(
            "idempotency", new String[] {"idempotencyKey"},
            "members", new String[] {"memberId"},
            "offers", new String[] {"runDate", "recordId"});

    private AwsCalls() {}

    static Consumer<EmulatedAccount> putItem(String table) {
        return dynamo(client -> client.putItem(
                request -> request.tableName(table).item(item(table)).conditionExpression(NEVER)));
    }

    static Consumer<EmulatedAccount> getItem(String table) {
        return dynamo(
                client -> client.getItem(request -> request.tableName(table).key(item(table))));
    }

    static Consumer<EmulatedAccount> updateItem(String table) {
        return dynamo(client -> client.updateItem(
                request -> request.tableName(table).key(item(table)).conditionExpression(NEVER)));
    }

    static Consumer<EmulatedAccount> deleteItem(String table) {
        return dynamo(
                client -> client.deleteItem(request -> request.tableName(table).key(item(table))));
    }

    /** @param index none if null */
    static Consumer<EmulatedAccount> query(String table, String index, String key) {
        return dynamo(client -> client.query(request -> request.tableName(table)
                .indexName(index)
                .keyConditionExpression("#k = :v")
                .expressionAttributeNames(Map.of("#k", key))
                .expressionAttributeValues(Map.of(":v", AttributeValue.fromS("none")))));
    }

    static Consumer<EmulatedAccount> scan(String table) {
        return dynamo(client -> client.scan(request -> request.tableName(table)));
    }

    static Consumer<EmulatedAccount> deleteTable(String table) {
        return dynamo(client -> client.deleteTable(request -> request.tableName(table)));
    }

    static Consumer<EmulatedAccount> describeStream(String stream) {
        return with(
                as -> as.client(DynamoDbStreamsClient.builder()),
                client -> client.describeStream(request -> request.streamArn(stream)));
    }

    static Consumer<EmulatedAccount> putObject(String bucket, String key) {
        return s3(client -> client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("{}")));
    }

    static Consumer<EmulatedAccount> getObject(String bucket, String key) {
        return s3(client ->
                client.getObjectAsBytes(request -> request.bucket(bucket).key(key)));
    }

    static Consumer<EmulatedAccount> deleteObject(String bucket, String key) {
        return s3(
                client -> client.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    static Consumer<EmulatedAccount> decrypt(String key) {
        return kms(client -> client.decrypt(
                request -> request.keyId(key).ciphertextBlob(SdkBytes.fromString("none", StandardCharsets.UTF_8))));
    }

    static Consumer<EmulatedAccount> generateDataKey(String key) {
        return kms(
                client -> client.generateDataKey(request -> request.keyId(key).keySpec("AES_256")));
    }

    static Consumer<EmulatedAccount> generateMac(String key) {
        return kms(client -> client.generateMac(request -> request.keyId(key)
                .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                .message(SdkBytes.fromUtf8String("tried"))));
    }

    static Consumer<EmulatedAccount> verifyMac(String key) {
        SdkBytes none = SdkBytes.fromUtf8String("none");
        return kms(client -> client.verifyMac(request -> request.keyId(key)
                .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                .message(none)
                .mac(none)));
    }

    static Consumer<EmulatedAccount> scheduleKeyDeletion(String key) {
        return kms(client -> client.scheduleKeyDeletion(request -> request.keyId(key)));
    }

    static Consumer<EmulatedAccount> sendMessage(String queueUrl) {
        return sqs(client ->
                client.sendMessage(request -> request.queueUrl(queueUrl).messageBody("tried")));
    }

    static Consumer<EmulatedAccount> receiveMessage(String queueUrl) {
        return sqs(client -> client.receiveMessage(request -> request.queueUrl(queueUrl)));
    }

    static Consumer<EmulatedAccount> publish(String topic) {
        return with(
                as -> as.client(SnsClient.builder()),
                client -> client.publish(request -> request.topicArn(topic).message("tried")));
    }

    static Consumer<EmulatedAccount> putEvents(String bus) {
        PutEventsRequestEntry event = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source("tried")
                .detailType("Tried")
                .detail("{}")
                .build();
        return with(
                as -> as.client(EventBridgeClient.builder()),
                client -> client.putEvents(request -> request.entries(event)));
    }

    static Consumer<EmulatedAccount> sendEmail(String from) {
        return ses(
                from,
                content -> content.simple(message -> message.subject(part -> part.data("tried"))
                        .body(body -> body.text(part -> part.data("tried")))));
    }

    static Consumer<EmulatedAccount> sendRawEmail(String from) {
        return ses(from, content -> content.raw(message -> message.data(SdkBytes.fromUtf8String("Subject: tried"))));
    }

    /** With a configuration set and a template; it is not sent, since it is to nobody. */
    static Consumer<EmulatedAccount> sendTemplate(String from, String configurationSet, String template) {
        return with(
                as -> as.client(SesV2Client.builder()),
                client -> client.sendEmail(request -> request.fromEmailAddress(from)
                        .configurationSetName(configurationSet)
                        .content(content -> content.template(
                                chosen -> chosen.templateName(template).templateData("{}")))));
    }

    static Consumer<EmulatedAccount> adminCreateUser(String userPool) {
        return with(
                as -> as.client(CognitoIdentityProviderClient.builder()),
                client -> client.adminCreateUser(
                        request -> request.userPoolId(userPool).username("tried@example.com")));
    }

    static Consumer<EmulatedAccount> getSecretValue(String secret) {
        return secrets(client -> client.getSecretValue(request -> request.secretId(secret)));
    }

    static Consumer<EmulatedAccount> putSecretValue(String secret) {
        return secrets(client ->
                client.putSecretValue(request -> request.secretId(secret).secretString("{}")));
    }

    static Consumer<EmulatedAccount> createRole(String name) {
        return iam(client -> client.createRole(request -> request.roleName(name).assumeRolePolicyDocument("{}")));
    }

    static Consumer<EmulatedAccount> putRolePolicy(String role) {
        return iam(client -> client.putRolePolicy(
                request -> request.roleName(role).policyName("more").policyDocument("{}")));
    }

    static Consumer<EmulatedAccount> assumeRole(String role) {
        return with(
                as -> as.client(StsClient.builder()),
                client -> client.assumeRole(request -> request.roleArn(role).roleSessionName("raised")));
    }

    static Consumer<EmulatedAccount> invoke(String function) {
        return with(
                as -> as.client(LambdaClient.builder()),
                client -> client.invoke(request -> request.functionName(function)));
    }

    static Consumer<EmulatedAccount> describeSubnets() {
        return with(as -> as.client(Ec2Client.builder()), Ec2Client::describeSubnets);
    }

    static Consumer<EmulatedAccount> createLogStream(String group) {
        return with(
                as -> as.client(CloudWatchLogsClient.builder()),
                client -> client.createLogStream(
                        request -> request.logGroupName(group).logStreamName("tried")));
    }

    private static Map<String, AttributeValue> item(String table) {
        String[] keys = KEYS.getOrDefault(table.substring(table.lastIndexOf('-') + 1), new String[] {"transactionId"});
        return Stream.of(keys).collect(Collectors.toMap(key -> key, key -> AttributeValue.fromS("none")));
    }

    private static Consumer<EmulatedAccount> dynamo(Consumer<DynamoDbClient> call) {
        return with(as -> as.client(DynamoDbClient.builder()), call);
    }

    private static Consumer<EmulatedAccount> s3(Consumer<S3Client> call) {
        return with(as -> as.client(S3Client.builder().forcePathStyle(true)), call);
    }

    private static Consumer<EmulatedAccount> kms(Consumer<KmsClient> call) {
        return with(as -> as.client(KmsClient.builder()), call);
    }

    private static Consumer<EmulatedAccount> ses(String from, Consumer<EmailContent.Builder> content) {
        return with(
                as -> as.client(SesV2Client.builder()),
                client -> client.sendEmail(
                        request -> request.fromEmailAddress(from).content(content)));
    }

    private static Consumer<EmulatedAccount> sqs(Consumer<SqsClient> call) {
        return with(as -> as.client(SqsClient.builder()), call);
    }

    private static Consumer<EmulatedAccount> secrets(Consumer<SecretsManagerClient> call) {
        return with(as -> as.client(SecretsManagerClient.builder()), call);
    }

    private static Consumer<EmulatedAccount> iam(Consumer<IamClient> call) {
        return with(as -> as.client(IamClient.builder()), call);
    }

    private static <C extends SdkClient> Consumer<EmulatedAccount> with(
            Function<EmulatedAccount, C> open, Consumer<C> call) {
        return as -> {
            try (C client = open.apply(as)) {
                call.accept(client);
            }
        };
    }
}
