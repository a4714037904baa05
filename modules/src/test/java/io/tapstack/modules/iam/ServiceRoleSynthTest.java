package io.tapstack.modules.iam;

import static io.tapstack.modules.testing.Samples.ACCOUNT;
import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hashicorp.cdktf.TerraformOutput;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C7")
final class ServiceRoleSynthTest {
    private static final String QUEUE = "arn:aws:sqs:eu-central-1:123456789012:payments-pr123-failures";
    private static final Synthesized STACK = Synthesized.of(stack -> {
        ServiceRole role = new ServiceRole(
                stack,
                "role",
                props(List.of(
                        Statement.allow("Send").to("sqs:SendMessage").on(QUEUE),
                        Statement.allow("Trace").to("xray:PutTraceSegments").onAnyResource("X-Ray has none"))));
        TerraformOutput.Builder.create(stack, "arn").value(role.ref().arn()).build();
        TerraformOutput.Builder.create(stack, "late")
                .value("late")
                .dependsOn(List.of(role.attachment()))
                .build();
    });

    @Test
    void startsItsNameWithTheEnvironment() {
        STACK.only("aws_iam_role").has("name", "dev-payments-api-pr123");
        STACK.only("aws_iam_policy").has("name", "dev-payments-api-pr123");
    }

    @Test
    void staysUnderThePermissionBoundary() {
        STACK.only("aws_iam_role")
                .has("permissions_boundary", "arn:aws:iam::123456789012:policy/dev-tapstack-boundary");
    }

    @Test
    @Tag("IAM.21")
    void hasExactlyOnePolicyAndNothingInline() {
        STACK.only("aws_iam_role").lacks("inline_policy").lacks("managed_policy_arns");
        STACK.none("aws_iam_role_policy");
        String attachment = STACK.only("aws_iam_role_policy_attachment")
                .hasText("role", "${aws_iam_role.")
                .hasText("policy_arn", "${aws_iam_policy.")
                .address();
        STACK.output("late").hasText("depends_on/0", attachment);
    }

    @Test
    void mayDoWhatItsStatementsSay() {
        STACK.only("aws_iam_policy")
                .statement("policy", "Send")
                .has("Effect", "Allow")
                .has("Action", "sqs:SendMessage")
                .has("Resource", QUEUE);
        STACK.only("aws_iam_policy").statement("policy", "Trace").has("Resource", "*");
    }

    @Test
    void isTrustedToOneServiceOnly() {
        STACK.only("aws_iam_role")
                .statement("assume_role_policy", "AssumeRole")
                .has("Action", "sts:AssumeRole")
                .has("Principal", Map.of("Service", "lambda.amazonaws.com"))
                .has("Condition/StringEquals/aws:SourceAccount", "123456789012");
    }

    @Test
    void handsOutAReference() {
        assertThat(STACK.output("arn").at("value").asText()).matches("\\$\\{aws_iam_role\\.[^.]+\\.arn}");
    }

    @Test
    void refusesARoleThatMayDoNothing() {
        assertThatThrownBy(() -> props(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("role api may do nothing: it needs no role");
    }

    private static ServiceRole.Props props(List<Statement> statements) {
        return new ServiceRole.Props(
                DEPLOYMENT,
                "api",
                "The function behind the API",
                PolicyDocument.trust("lambda.amazonaws.com", Condition.sourceAccount(ACCOUNT)),
                statements);
    }
}
