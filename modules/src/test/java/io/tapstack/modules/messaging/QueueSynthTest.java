package io.tapstack.modules.messaging;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.TerraformStack;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C13")
final class QueueSynthTest {
    private static final EncryptionKey.Ref KEY =
            new EncryptionKey.Ref("arn:aws:kms:eu-central-1:123456789012:key/data");

    private final Synthesized synthesized = Synthesized.of(stack -> queue(stack, "ledger-failures"));

    @Test
    void isEncryptedWithTheGivenKey() {
        synthesized
                .only("aws_sqs_queue")
                .has("name", "payments-pr123-ledger-failures")
                .has("kms_master_key_id", KEY.arn());
    }

    @Test
    void keepsMessagesForFourteenDays() {
        synthesized.only("aws_sqs_queue").has("message_retention_seconds", 14 * 24 * 60 * 60);
    }

    @Test
    void refusesPlainTextToAnyone() {
        ResourceAssert statement = synthesized.only("aws_sqs_queue_policy").statement("policy", "RefusePlainText");
        statement
                .has("Effect", "Deny")
                .has("Principal/AWS", "*")
                .has("Action", "sqs:*")
                .has("Condition/Bool/aws:SecureTransport", "false");
        statement.hasText("Resource", "aws_sqs_queue.");
    }

    @Test
    void letsNoServiceSendThatIsNoSource() {
        assertThat(synthesized.only("aws_sqs_queue_policy").json("policy").at("Statement"))
                .hasSize(1);
    }

    @Test
    @Tag("L8")
    void letsRulesAndBusesOfTheDeploymentSendWhereTheyAreSources() {
        ResourceAssert policy = Synthesized.of(stack -> new Queue(
                        stack,
                        "events",
                        new Queue.Props(
                                DEPLOYMENT,
                                "event-failures",
                                KEY,
                                List.of(Source.rules(DEPLOYMENT), Source.eventBuses(DEPLOYMENT)))))
                .only("aws_sqs_queue_policy");
        policy.statement("policy", "RulesSend")
                .has("Principal/Service", "events.amazonaws.com")
                .has("Action", "sqs:SendMessage")
                .has("Condition/StringEquals/aws:SourceAccount", "123456789012")
                .has(
                        "Condition/ArnLike/aws:SourceArn",
                        "arn:aws:events:eu-central-1:123456789012:rule/*payments-pr123-*");
        policy.statement("policy", "EventBusesSend")
                .has(
                        "Condition/ArnLike/aws:SourceArn",
                        "arn:aws:events:eu-central-1:123456789012:event-bus/payments-pr123-*");
    }

    @Test
    void letsASenderSendAndUseTheKey() {
        List<Statement> send = new Queue.Ref("payments-pr123-ledger-failures", "queue-arn", "url", "key-arn")
                .grants()
                .send();
        assertThat(send)
                .extracting(Statement::actions)
                .containsExactly(List.of("sqs:SendMessage"), List.of("kms:Decrypt", "kms:GenerateDataKey"));
        assertThat(send).extracting(Statement::resources).containsExactly(List.of("queue-arn"), List.of("key-arn"));
    }

    @Test
    @Tag("C7")
    void letsOneRoleSendToTwoQueues() {
        List<Statement> first =
                new Queue.Ref("payments-pr123-a", "a", "url", "key").grants().send();
        List<Statement> second =
                new Queue.Ref("payments-pr123-b", "b", "url", "key").grants().send();
        assertThat(new PolicyDocument(first).and(second).statements()).hasSize(4);
    }

    private static Queue queue(TerraformStack stack, String purpose) {
        return new Queue(stack, purpose, new Queue.Props(DEPLOYMENT, purpose, KEY));
    }
}
