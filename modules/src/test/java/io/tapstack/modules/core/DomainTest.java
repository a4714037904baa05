package io.tapstack.modules.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    /** ACM: "the length of the domain name … that you provide cannot exceed 64 octets". */
    @Test
    @Tag("C2")
    void namesHostsWithTheSuffix() {
        Domain domain = new Domain("pay.example.com", ZONE, Optional.empty());
        assertThat(domain.nameOf("api", "pr1")).isEqualTo("api-pr1.pay.example.com");
    }

    @Test
    void namesNoHostThatLeftoversWouldNotFind() {
        Domain domain = new Domain("pay.example.com", ZONE, Optional.empty());
        assertThatThrownBy(() -> domain.nameOf("www", "pr1"))
                .hasMessage("host must be one of api, loyalty, portal, portal-origin, got www");
    }

    @Test
    void leavesRoomForTheLongestNameOfACertificate() {
        String fits = "a".repeat(33) + ".example.com"; // 45: with portal-origin-pr12. 64
        assertThat(tooLong(fits, "portal-origin-pr12", "portal-origin-pr12")).isEmpty();
        assertThat(tooLong("a" + fits, "portal-origin-pr12", "portal-origin-pr12"))
                .containsExactly(
                        "domain.name must be at most 45 characters: ACM takes 64 in a certificate's first name, "
                                + "portal-origin-pr12.a" + fits + ", got \"a" + fits + '"');
    }

    @Test
    void leavesRoomForTheLongestNameOfAllWhereACertificateCoversIt() {
        String fits = "a".repeat(40) + ".example.com"; // 52: with portal-pr12. 64
        assertThat(tooLong(fits, "portal-origin-pr12", "portal-pr12")).isEmpty();
        assertThat(tooLong("a" + fits, "portal-origin-pr12", "portal-pr12")).hasSize(1);
        assertThat(tooLong("a" + fits, "x".repeat(199), "")).hasSize(0);
        assertThat(tooLong("a" + fits, "x".repeat(200), "")).hasSize(1);
    }

    private static List<String> tooLong(String name, String longestHost, String longestRequested) {
        Problems problems = Problems.in("domain");
        new Domain(name, ZONE, Optional.empty()).leavesRoomFor(longestHost, longestRequested, problems);
        return problems.found().stream().map(Problem::toString).toList();
    }

    private static List<String> problems(Domain domain) {
        Problems problems = Problems.in("domain");
        domain.check(problems);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
