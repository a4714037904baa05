package io.tapstack.lambda.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

@Tag("P2")
@Tag("P15")
class RdsTokenTest {
    private static final String HOST = "payments.abc.eu-central-1.rds.amazonaws.com";

    @RepeatedTest(3)
    void isTheTokenThatTheRdsClientWouldMake() {
        var identity = AwsSessionCredentials.create("AKIDEXAMPLE", "secret/+=", "session/+=token");

        // Order aside, which the signature does not depend on. The clock may have ticked in between: look twice.
        var before = parts(theirs(identity));
        assertThat(parts(token(identity))).isIn(before, parts(theirs(identity)));
    }

    @Test
    void isGoodForFifteenMinutesAndForOneUserOfOneDatabase() {
        assertThat(token(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                .startsWith(HOST + ":5432/?")
                .contains("Action=connect", "DBUser=payments_ledger", "X-Amz-Expires=900", "eu-central-1%2Frds-db%2F")
                .doesNotContain("secret");
    }

    private static Set<String> parts(String token) {
        return Set.of(token.split("[?&]", -1));
    }

    private static String token(AwsCredentialsIdentity identity) {
        return RdsToken.of(HOST, 5432, "payments_ledger", "eu-central-1", identity, Clock.systemUTC());
    }

    private static String theirs(AwsSessionCredentials identity) {
        return RdsUtilities.builder()
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(identity))
                .build()
                .generateAuthenticationToken(
                        token -> token.hostname(HOST).port(5432).username("payments_ledger"));
    }
}
