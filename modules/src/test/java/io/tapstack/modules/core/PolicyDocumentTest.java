package io.tapstack.modules.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.testing.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C7")
final class PolicyDocumentTest {
    private static final Statement READ =
            Statement.allow("Read").to("s3:GetObject").on("arn:aws:s3:::bucket/*");

    @Test
    void isTheSameTextInEveryRun() {
        assertThat(PolicyDocument.of(READ.when(Condition.isTrue("b"), Condition.isTrue("a")))
                        .json())
                .isEqualTo("{\"Statement\":[{\"Action\":\"s3:GetObject\",\"Condition\":{\"Bool\":{\"a\":\"true\","
                        + "\"b\":\"true\"}},\"Effect\":\"Allow\",\"Resource\":\"arn:aws:s3:::bucket/*\","
                        + "\"Sid\":\"Read\"}],\"Version\":\"2012-10-17\"}");
    }

    @Test
    void writesKeysInOrderHoweverTheMapWasFilled() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("b", 2);
        map.put("a", 1);
        assertThat(Json.text(map)).isEqualTo("{\"a\":1,\"b\":2}");
    }

    @Test
    void keepsItsStatementsInTheirOrder() {
        Statement write = Statement.allow("Write").to("s3:PutObject").on("arn:aws:s3:::bucket/*");
        assertThat(PolicyDocument.of(write).and(List.of(READ)).statements()).containsExactly(write, READ);
    }

    @Test
    void refusesTwoStatementsOfOneName() {
        assertThatThrownBy(() -> PolicyDocument.of(READ).and(List.of(READ)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two statements are called Read");
    }

    @Test
    void trustsOneServiceUnderConditions() {
        assertThat(PolicyDocument.trust("lambda.amazonaws.com", Condition.sourceAccount(Samples.ACCOUNT))
                        .json())
                .isEqualTo("{\"Statement\":[{\"Action\":\"sts:AssumeRole\",\"Condition\":{\"StringEquals\":"
                        + "{\"aws:SourceAccount\":\"123456789012\"}},\"Effect\":\"Allow\",\"Principal\":"
                        + "{\"Service\":\"lambda.amazonaws.com\"},\"Sid\":\"AssumeRole\"}],"
                        + "\"Version\":\"2012-10-17\"}");
    }

    @Test
    void writesTokensAsTheyAre() {
        String token = "${aws_s3_bucket.audit_1F.arn}/*";
        assertThat(PolicyDocument.of(Statement.allow("Read").to("s3:GetObject").on(token))
                        .json())
                .contains('"' + token + '"');
    }
}
