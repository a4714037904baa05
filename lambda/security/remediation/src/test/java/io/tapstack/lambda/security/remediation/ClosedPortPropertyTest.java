package io.tapstack.lambda.security.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
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

@Tag("S9")
class ClosedPortPropertyTest {
    private static final int SSH = 22;
    private static final String ID = "sg-01234567";
    private static final Finding.Resource GROUP = new Finding.Resource(
            "AWS::EC2::SecurityGroup", Optional.of(ResourceKind.SECURITY_GROUP), ID, "123456789012", "eu-central-1");
    private static final IngressRule ALL = rule("-1", -1, -1, "0.0.0.0/0");

    private final InMemorySecurityGroups groups = new InMemorySecurityGroups();
    private final ClosedPort remedy = new ClosedPort(groups, SSH);

    /** Port by port and address by address, the only difference is the port to the world. */
    @Property
    void onlyThePortIsClosedAndOnlyToTheWorld(@ForAll("ingress") List<IngressRule> ingress) {
        groups.make(ID, Map.of(), ingress);
        remedy.diagnose(GROUP).cure().ifPresent(Runnable::run);
        var after = groups.describe(ID).ingress();

        for (int port = 0; port <= 40; port++) {
            for (var cidr : List.of("0.0.0.0/0", "::/0", "10.0.0.0/8")) {
                for (var protocol : List.of("tcp", "udp")) {
                    var closed = port == SSH && protocol.equals("tcp") && !cidr.startsWith("10.");
                    assertThat(isOpen(after, protocol, port, cidr))
                            .as("%s %d from %s", protocol, port, cidr)
                            .isEqualTo(isOpen(ingress, protocol, port, cidr) && !closed);
                }
            }
        }
        assertThat(remedy.diagnose(GROUP).outcome()).isEqualTo(Outcome.ALREADY_COMPLIANT);
        assertThat(after)
                .containsAll(ingress.stream().filter(rule -> !isWrong(rule)).toList());
    }

    /** The function may have died between letting in the rest and closing the whole. */
    @Property
    void endsTheSameWhenHalfOfItIsDone(@ForAll("ingress") List<IngressRule> ingress) {
        groups.make(ID, Map.of(), ingress);
        remedy.diagnose(GROUP).cure().ifPresent(Runnable::run);
        var whole = groups.describe(ID).ingress();

        var half = new LinkedHashSet<>(ingress);
        half.addAll(whole);
        groups.make(ID, Map.of(), List.copyOf(half));
        remedy.diagnose(GROUP).cure().ifPresent(Runnable::run);

        assertThat(groups.describe(ID).ingress()).containsExactlyInAnyOrderElementsOf(whole);
    }

    @Test
    void saysWhichRulesAreWrong() {
        groups.make(ID, Map.of(), List.of(rule("tcp", 22, 22, "::/0"), rule("tcp", 20, 25, "0.0.0.0/0"), ALL));

        assertThat(remedy.diagnose(GROUP).message())
                .isEqualTo("tcp 22 from ::/0, tcp 20-25 from 0.0.0.0/0; still open, and needs a person: "
                        + "all traffic from 0.0.0.0/0");
    }

    @Test
    void ruleForAllTrafficNeedsAPerson() {
        groups.make(ID, Map.of(), List.of(ALL));

        assertThat(remedy.diagnose(GROUP))
                .isEqualTo(Diagnosis.needsPerson("a rule lets in all traffic from 0.0.0.0/0"));
    }

    @Test
    void restOfARuleKeepsItsDescription() {
        groups.make(ID, Map.of(), List.of(new IngressRule("tcp", new PortRange(22, 23), "::/0", "why")));
        remedy.diagnose(GROUP).cure().orElseThrow().run();

        assertThat(groups.describe(ID).ingress())
                .containsExactly(new IngressRule("tcp", new PortRange(23, 23), "::/0", "why"));
    }

    @Provide
    Arbitrary<List<IngressRule>> ingress() {
        var port = Arbitraries.integers().between(18, 26);
        return Combinators.combine(
                        Arbitraries.of("tcp", "tcp", "udp"),
                        port,
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.of("0.0.0.0/0", "::/0", "10.0.0.0/8"))
                .as((protocol, first, more, cidr) -> rule(protocol, first, first + more, cidr))
                .list()
                .ofMaxSize(6)
                .uniqueElements();
    }

    private static boolean isWrong(IngressRule rule) {
        return rule.isFromAnywhere() && rule.isTcpTo(SSH);
    }

    private static boolean isOpen(List<IngressRule> rules, String protocol, int port, String cidr) {
        return rules.stream()
                .anyMatch(rule -> rule.protocol().equals(protocol)
                        && rule.ports().contains(port)
                        && rule.cidr().equals(cidr));
    }

    private static IngressRule rule(String protocol, int first, int last, String cidr) {
        return new IngressRule(protocol, new PortRange(first, last), cidr, "");
    }
}
