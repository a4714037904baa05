package io.tapstack.modules.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C7")
final class StatementTest {
    private static final String TABLE = "arn:aws:dynamodb:eu-central-1:123456789012:table/payments";

    @ParameterizedTest
    @ValueSource(strings = {"*", "dynamodb:*", "dynamodb:Get*"})
    void refusesToAllowActionsThatAreNotNamedInFull(String action) {
        Statement statement = Statement.allow("ReadItems");
        assertThatThrownBy(() -> statement.to("dynamodb:Query", action))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ReadItems: name the action in full instead of " + action);
    }

    @Test
    void deniesWholeGroupsOfActions() {
        assertThat(Statement.deny("NoWrites").to("dynamodb:*").on(TABLE).toMap())
                .containsEntry("Action", "dynamodb:*");
    }

    @Test
    void delegatesWholeServicesUnderANameOfItsOwn() {
        assertThat(Statement.allow("Limit").toAllOf("s3", "sqs").toMap())
                .containsEntry("Action", List.of("s3:*", "sqs:*"));
    }

    @Test
    void asksForAReasonForAnyResource() {
        Statement statement = Statement.allow("Trace").to("xray:PutTraceSegments");
        assertThatThrownBy(() -> statement.on(TABLE, "*"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Trace: say onAnyResource(reason) instead of on(\"*\")");
        Statement any = statement.onAnyResource("X-Ray has no resources");
        assertThat(any.resources()).containsExactly("*");
        assertThat(any.anyResourceBecause()).isEqualTo("X-Ray has no resources");
        assertThat(any.on(TABLE).anyResourceBecause()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Read-Items", "Read Items", "${x}", "Ünicode"})
    void refusesAnIdThatIamWouldRefuse(String sid) {
        assertThatThrownBy(() -> Statement.allow(sid))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a statement's id has letters and digits only, got \"" + sid + '"');
    }

    @Test
    void hasIamsShape() {
        Statement statement = Statement.allow("ReadItems")
                .to("dynamodb:GetItem", "dynamodb:Query")
                .on(TABLE)
                .when(Condition.equals("aws:SourceAccount", "1"), Condition.equals("aws:RequestedRegion", "a", "b"))
                .when(Condition.isFalse("aws:SecureTransport"));
        assertThat(statement.toMap())
                .isEqualTo(Map.of(
                        "Sid",
                        "ReadItems",
                        "Effect",
                        "Allow",
                        "Action",
                        List.of("dynamodb:GetItem", "dynamodb:Query"),
                        "Resource",
                        TABLE,
                        "Condition",
                        Map.of(
                                "StringEquals",
                                Map.of("aws:SourceAccount", "1", "aws:RequestedRegion", List.of("a", "b")),
                                "Bool",
                                Map.of("aws:SecureTransport", "false"))));
    }

    @Test
    void namesPrincipals() {
        Statement statement = Statement.deny("Nobody").to("s3:GetObject");
        assertThat(statement.byAnyone().toMap()).containsEntry("Principal", Map.of("AWS", "*"));
        assertThat(statement.byAws("arn:a", "arn:b").toMap())
                .containsEntry("Principal", Map.of("AWS", List.of("arn:a", "arn:b")));
        assertThat(statement.byService("sns.amazonaws.com").toMap())
                .containsEntry("Principal", Map.of("Service", "sns.amazonaws.com"));
    }

    @Test
    void leavesTheStatementItStartsFromAsItIs() {
        Statement start = Statement.allow("ReadItems").to("dynamodb:GetItem");
        Statement finished = start.on(TABLE);
        assertThat(start.resources()).isEmpty();
        assertThat(finished.resources()).containsExactly(TABLE);
    }
}
