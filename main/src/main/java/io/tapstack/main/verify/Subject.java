package io.tapstack.main.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.main.account.CallerAccount;
import io.tapstack.main.account.JsonCall;
import io.tapstack.main.terraform.StackState;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;

/** A resource of a stack, as the state promises it, and the account to look for it in. */
public record Subject(CallerAccount account, StackState stack, StackState.Resource resource) {

    /** An attribute's text; empty if there is none. */
    String text(String attribute) {
        return resource.text(attribute);
    }

    /** An attribute by JSON pointer: {@code /rule/0/status}. */
    JsonNode at(String pointer) {
        return resource.attributes().at(pointer);
    }

    boolean flag(String attribute) {
        return resource.attributes().path(attribute).asBoolean();
    }

    int number(String attribute) {
        return resource.attributes().path(attribute).asInt();
    }

    /** The region in the resource's ARN; the stack's if the ARN has none. */
    String region() {
        return account.regionOf(text("arn"));
    }

    /** A client for the resource's region. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return account.client(builder, region());
    }

    /** For a service that speaks JSON and whose client library the project does without. */
    JsonCall json(String service) {
        return new JsonCall(account, service, region());
    }
}
