package io.tapstack.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P9")
final class DomainTest {
    private static final String ZONE = "Z0123456789ABC";

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "dev.pay.example.com", "xn--bcher-kva.example", "a.co"})
    void acceptsPublicNames(String name) {
        assertThat(problems(new Domain(name, ZONE, Optional.empty()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pay.internal", "pay.local", "example", "-pay.example.com", "Pay.example.com", "a..b.com", ""})
    void refusesNamesThatNoCertificateIsIssuedFor(String name) {
        assertThat(problems(new Domain(name, ZONE, Optional.empty())))
                .containsExactly("domain.name must be a public DNS name such as pay.example.com, got \"" + name + '"');
    }

    @Test
    void refusesAZoneThatIsNotRoute53s() {
        assertThat(problems(new Domain("example.com", "example.com.", Optional.empty())))
                .containsExactly("domain.hostedZoneId must be a Route 53 hosted zone id such as Z0123456789ABC,"
                        + " got \"example.com.\"");
    }

    @Test
    void takesACertificateOfAnyPartition() {
        for (String partition : List.of("aws", "aws-cn", "aws-us-gov")) {
            String arn = "arn:" + partition + ":acm:eu-central-1:123456789012:certificate/abc";
            assertThat(problems(new Domain("example.com", ZONE, Optional.of(arn))))
                    .isEmpty();
        }
    }

    @Test
    void refusesACertificateThatIsNotAnArn() {
        assertThat(problems(new Domain("example.com", ZONE, Optional.of("abc"))))
                .containsExactly("domain.certificateArn must be the ARN of an ACM certificate, got \"abc\"");
    }

    private static List<String> problems(Domain domain) {
        Problems problems = Problems.in("domain");
        domain.check(problems);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
