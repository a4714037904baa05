package io.tapstack.main.leftovers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ARNs as the Service Authorization Reference writes them. */
final class KindsTest {
    private static final String REGION = "eu-central-1:123456789012:";

    @ParameterizedTest
    @CsvSource({
        "arn:aws:ec2:" + REGION + "vpc/vpc-1, vpc-1",
        "arn:aws:ec2:" + REGION + "security-group-rule/sgr-1, sgr-1",
        "arn:aws:kms:" + REGION + "key/1-2, 1-2",
        "arn:aws:lambda:" + REGION + "function:payments-pr1-api, payments-pr1-api",
        "arn:aws:logs:" + REGION + "log-group:/aws/lambda/x, /aws/lambda/x",
        "arn:aws:logs:" + REGION + "log-group:/aws/lambda/x:*, /aws/lambda/x",
        "arn:aws:ssm:" + REGION + "parameter/payments/pr1/x, /payments/pr1/x",
        "arn:aws:apigateway:eu-central-1::/restapis/abc, abc",
        "arn:aws:apigateway:eu-central-1::/restapis/abc/stages/dev, abc",
        "arn:aws:iam::123456789012:policy/dev-x, arn:aws:iam::123456789012:policy/dev-x",
        "arn:aws:iam::123456789012:role/dev-x, dev-x",
        "arn:aws:sns:" + REGION + "payments-pr1-alerts, arn:aws:sns:" + REGION + "payments-pr1-alerts",
        "arn:aws:s3:::payments-pr1-audit, payments-pr1-audit",
        "arn:aws:s3:::state/payments-dev/pr1/terraform.tfstate, state/payments-dev/pr1/terraform.tfstate",
        "arn:aws:wafv2:" + REGION + "regional/webacl/portal-pr1/1-2, regional/webacl/portal-pr1/1-2",
        "arn:aws:events:" + REGION + "rule/bus/name, bus/name",
        "arn:aws:elasticloadbalancing:" + REGION + "listener-rule/app/a/1/2/3," + "arn:aws:elasticloadbalancing:"
                + REGION + "listener-rule/app/a/1/2/3",
        "arn:aws:autoscaling:" + REGION + "autoScalingGroup:1-2:autoScalingGroupName/portal-pr1-app, portal-pr1-app"
    })
    void knowWhatCallsNameAResourceBy(String arn, String id) {
        assertThat(new Leftover(arn).id()).isEqualTo(id);
    }

    @Test
    void deleteCallersBeforeWhatTheyCallAndKeysLast() {
        assertThat(position("lambda:" + REGION + "function:x"))
                .isLessThan(position("ec2:" + REGION + "security-group/sg-1"))
                .isLessThan(position("kms:" + REGION + "key/1"));
        assertThat(position("ec2:" + REGION + "subnet/s")).isLessThan(position("ec2:" + REGION + "vpc/v"));
    }

    @Test
    void refuseATypeTheyDoNotKnow() {
        Leftover unknown = new Leftover("arn:aws:quantum:" + REGION + "thing/1");
        assertThat(unknown.kind().deletion().of(null, unknown, Answer.EMPTY).reason())
                .isEqualTo("a type that tap does not delete");
    }

    /** The first is the emulated AWS's; AWS leaves the member out. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"null, true", "1796099626.0, false", "\"2026-12-01\", false"})
    void seeThatASecretIsDeletedByItsDate(String date, boolean there) {
        Leftover secret = new Leftover("arn:aws:secretsmanager:" + REGION + "secret:portal-pr1-user-a1");
        Answer answer = new Answer(200, "{\"ARN\": \"" + secret.arn() + "\", \"DeletedDate\": " + date + "}", "");
        assertThat(secret.kind().there().in(secret, answer)).isEqualTo(there);
    }

    private static int position(String rest) {
        return Kinds.position(new Leftover("arn:aws:" + rest));
    }
}
