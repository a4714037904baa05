package io.tapstack.lambda.security.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S9")
class BucketPolicyTest {
    private static final String ARN = "arn:aws:s3:::b";
    private static final String DENIAL = "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':['" + ARN + "','"
            + ARN + "/*'],'Condition':{'Bool':{'aws:SecureTransport':'false'}}}";

    @Test
    void bucketWithoutPolicyGetsOne() {
        var after = BucketPolicy.of(Optional.empty(), ARN).withCleartextDenied();
        assertThat(after.json())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"DenyCleartext\",\"Effect\":\"Deny\","
                        + "\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":[\"" + ARN + "\",\"" + ARN + "/*\"],"
                        + "\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}]}");
    }

    @Test
    void singleStatementMayStandWithoutItsList() {
        var policy = of("{'Version':'2012-10-17','Statement':{'Sid':'One','Effect':'Allow'}}");
        assertThat(Json.object(policy.withCleartextDenied().json()).items("Statement", JsonObject.class))
                .hasSize(2)
                .first()
                .isEqualTo(Json.object("{\"Sid\":\"One\",\"Effect\":\"Allow\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DENIAL,
                "{'Effect':'Deny','Principal':{'AWS':'*'},'Action':['s3:*'],'Resource':'*','Condition':{'Bool':{'AWS:securetransport':['false']}}}",
                "{'Effect':'Deny','Principal':{'AWS':['*']},'Action':'*','Resource':'" + ARN
                        + "*','Condition':{'Bool':{'aws:SecureTransport':false}}}"
            })
    void statementThatDeniesCleartextIsRecognised(String statement) {
        assertThat(of("{'Statement':[" + statement + "]}").deniesCleartext()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect':'Deny'|'Effect':'Allow'",
                "'Principal':'*'|'Principal':{'AWS':'arn:aws:iam::123456789012:root'}",
                "'Principal':'*'|'NotPrincipal':'*'",
                "'s3:*'|'s3:GetObject'",
                "'" + ARN + "/*']|'" + ARN + "/prefix/*']",
                "['" + ARN + "','|['",
                "'false'|'true'",
                "'aws:SecureTransport'|'aws:ViaAWSService'",
                "'Bool'|'BoolIfExists'",
                "'false'}}|'false','aws:ViaAWSService':'false'}}",
                "'false'}}|'false'},'StringEquals':{'aws:PrincipalAccount':'123456789012'}}",
            })
    void statementThatDeniesLessIsNotTakenForIt(String change) {
        var parts = change.split("\\|", -1);
        assertThat(DENIAL).contains(parts[0]);
        var weaker = of("{'Statement':[" + DENIAL.replace(parts[0], parts[1]) + "]}");

        assertThat(weaker.deniesCleartext()).isFalse();
        assertThat(weaker.withCleartextDenied().deniesCleartext()).isTrue();
    }

    private static BucketPolicy of(String policy) {
        return BucketPolicy.of(Optional.of(policy.replace('\'', '"')), ARN);
    }
}
