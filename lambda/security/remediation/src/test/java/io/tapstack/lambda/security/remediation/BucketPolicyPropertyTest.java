package io.tapstack.lambda.security.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonObject;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S9")
class BucketPolicyPropertyTest {
    private static final String ARN = "arn:aws:s3:::b";
    private static final String DENIAL = "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':['" + ARN + "','"
            + ARN + "/*'],'Condition':{'Bool':{'aws:SecureTransport':'false'}}}";

    @Property
    void everyOtherStatementIsKeptAsItIsInItsPlace(@ForAll("statements") List<JsonObject> statements) {
        var policy = policy(statements);
        var after = Json.object(policy.withCleartextDenied().json());

        assertThat(after.items("Statement", JsonObject.class).subList(0, statements.size()))
                .isEqualTo(statements);
        assertThat(after.items("Statement", JsonObject.class)).hasSize(statements.size() + 1);
        assertThat(after.string("Version")).contains("2012-10-17");
        assertThat(after.string("Id")).contains("kept");
    }

    @Property
    void deniesCleartextAfterwardsAndSaysSo(@ForAll("statements") List<JsonObject> statements) {
        var after = policy(statements).withCleartextDenied();

        assertThat(after.deniesCleartext()).isTrue();
        assertThat(BucketPolicy.of(Optional.of(after.json()), ARN).deniesCleartext())
                .isTrue();
    }

    @Property
    void noTwoStatementsAreCalledTheSame(@ForAll("statements") List<JsonObject> statements) {
        var distinct = statements.stream()
                .map(statement -> statement.string("Sid").orElse(""))
                .distinct()
                .count();
        var after = Json.object(policy(statements).withCleartextDenied().json());
        assertThat(after.items("Statement", JsonObject.class).stream()
                        .map(statement -> statement.string("Sid").orElse(""))
                        .distinct()
                        .count())
                .isEqualTo(distinct + 1);
    }

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

    @Test
    void newStatementTakesTheFirstFreeName() {
        var policy = of("{'Statement':[{'Sid':'DenyCleartext'},{'Sid':'DenyCleartext2'}]}");
        assertThat(policy.withCleartextDenied().json()).contains("\"DenyCleartext3\"");
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

    @Provide
    Arbitrary<List<JsonObject>> statements() {
        var sids = Arbitraries.of("DenyCleartext", "DenyCleartext2", "Read", "Ünïcode \" sid", "x");
        var actions = Arbitraries.of("s3:GetObject", "s3:*", "s3:PutObject");
        var numbers = Arbitraries.longs();
        return Combinators.combine(sids, actions, numbers)
                .as((sid, action, number) -> {
                    var statement = new LinkedHashMap<String, Object>();
                    statement.put("Sid", sid);
                    statement.put("Effect", "Allow");
                    statement.put("Principal", new JsonObject(Map.of("AWS", "arn:aws:iam::123456789012:root")));
                    statement.put("Action", List.of(action));
                    statement.put("Resource", ARN + "/*");
                    statement.put(
                            "Condition",
                            new JsonObject(Map.of(
                                    "NumericLessThan",
                                    new JsonObject(Map.of("s3:max-keys", BigInteger.valueOf(number))))));
                    return new JsonObject(statement);
                })
                .list()
                .ofMaxSize(5)
                .uniqueElements(statement -> statement.string("Sid"));
    }

    private static BucketPolicy policy(List<JsonObject> statements) {
        return BucketPolicy.of(
                Optional.of(Json.write(Map.of("Version", "2012-10-17", "Id", "kept", "Statement", statements))), ARN);
    }

    private static BucketPolicy of(String policy) {
        return BucketPolicy.of(Optional.of(policy.replace('\'', '"')), ARN);
    }
}
