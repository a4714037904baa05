package io.tapstack.environments.controls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tapstack.environments.controls.Verdict.Domain;
import io.tapstack.environments.controls.Verdict.Status;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.core.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each control is met, waived or not applicable in each environment, and the stacks agree. */
final class ControlVerdictsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final Control CONTROL = new Control("FSBP", "X.1", "Something", true);
    private static final List<Environment> EVERYWHERE = List.of(Environment.values());
    private static final Set<Environment> ALL_WITH_DOMAIN = Set.of(Environment.values());
    private static final Verdict MET = new Verdict(
            "FSBP X.1",
            EVERYWHERE,
            Domain.ANY,
            Status.MET,
            List.of("keys-rotate"),
            List.of(),
            "EncryptionKey",
            "",
            Optional.empty());

    @Test
    void areCompleteAndTrue() {
        assertThat(Judgement.problems(
                        Control.all(),
                        Verdict.all(),
                        SynthesizedStacks.shipped(),
                        ALL_WITH_DOMAIN,
                        LocalDate.now(ZoneOffset.UTC)))
                .isEmpty();
    }

    @Test
    void areTrueOfTheContextThatIsShipped() {
        assertThat(Judgement.problems(
                        Control.all(),
                        Verdict.all(),
                        SynthesizedStacks.configured(),
                        SynthesizedStacks.configuredWithDomain(),
                        LocalDate.now(ZoneOffset.UTC)))
                .isEmpty();
    }

    @Test
    void tellADomainFromNone() {
        List<Verdict> verdicts = VerdictLines.read(List.of(
                List.of("FSBP X.1", "all with a domain", "met", "load-balancers-redirect-to-https", "x", "", ""),
                List.of("FSBP X.1", "dev, staging, local without a domain", "waived", "", "y", "z", TODAY.toString())));
        assertThat(problems(verdicts.toArray(Verdict[]::new))).isEmpty();
        assertThat(configured(verdicts)).isEmpty();
        assertThat(configured(VerdictLines.read(
                        List.of(List.of("FSBP X.1", "all", "met", "load-balancers-redirect-to-https", "x", "", "")))))
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem).startsWith("FSBP X.1 is not as it says: portal-"));
        assertThat(configured(VerdictLines.read(
                        List.of(List.of("FSBP X.1", "all with a domain", "met", "keys-rotate", "x", "", "")))))
                .containsExactly(
                        "FSBP X.1 has 0 verdicts for dev, needs 1",
                        "FSBP X.1 has 0 verdicts for staging, needs 1",
                        "FSBP X.1 has 0 verdicts for local, needs 1");
    }

    @Test
    void nameConstructsThatExist() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(Path.of("..", "modules", "src", "main", "java"))) {
            classes = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        assertThat(Verdict.all())
                .filteredOn(verdict -> verdict.status() == Status.MET)
                .allSatisfy(verdict -> assertThat(classes).containsAll(verdict.constructs()));
    }

    @Test
    void areOneForEachEnvironment() {
        assertThat(problems(MET)).isEmpty();
        assertThat(problems()).hasSize(4).contains("FSBP X.1 has 0 verdicts for prod, needs 1");
        assertThat(problems(MET, in(Environment.PROD, "keys-rotate")))
                .containsExactly("FSBP X.1 has 2 verdicts for prod, needs 1");
        assertThat(problems(MET, of("FSBP X.2", Status.MET, List.of("keys-rotate"), List.of())))
                .containsExactly("FSBP X.2 is no control of the list");
    }

    @Test
    void ofWhatAPlanShowsAreCheckedByARule() {
        assertThat(problems(of("FSBP X.1", Status.MET, List.of(), List.of())))
                .containsExactly("FSBP X.1 is met, a plan shows it, and no rule looks at it");
        assertThat(problems(of("FSBP X.1", Status.MET, List.of("keys-rust"), List.of())))
                .containsExactly("FSBP X.1 names the rule keys-rust, which does not exist");
    }

    @Test
    void areNotMetWhereTheRuleDoesNotHold() {
        List<StackJson> spoilt = SynthesizedStacks.shipped().stream()
                .map(stack -> stack.id().equals("loyalty-staging")
                        ? stack.with("aws_kms_key", "enable_key_rotation", false)
                                .without("aws_kms_key", "key_usage")
                        : stack)
                .toList();
        assertThat(Judgement.problems(List.of(CONTROL), List.of(MET), spoilt, ALL_WITH_DOMAIN, TODAY))
                .singleElement()
                .asString()
                .startsWith("FSBP X.1 is not as it says: loyalty-staging: aws_kms_key.");
    }

    @Test
    void thatDoNotApplyFailOnceTheResourceIsThere() {
        assertThat(problems(of("FSBP X.1", Status.NOT_APPLICABLE, List.of(), List.of("aws_macie2_account"))))
                .isEmpty();
        assertThat(problems(of("FSBP X.1", Status.NOT_APPLICABLE, List.of(), List.of("aws_wafv2_web_acl"))))
                .containsExactly("FSBP X.1 has no verdict for aws_wafv2_web_acl, which prod has");
    }

    @Test
    void thatWaiveEndAndHaveAnOwner() {
        assertThat(problems(waived("somebody", TODAY))).isEmpty();
        assertThat(problems(waived("somebody", TODAY.minusDays(1))))
                .containsExactly("FSBP X.1 was waived until 2026-11-21");
        assertThat(problems(waived("somebody", TODAY.plusDays(367))))
                .containsExactly("FSBP X.1 is waived for longer than a year");
        assertThat(problems(waived("", TODAY))).containsExactly("FSBP X.1 is waived by nobody");
    }

    @Test
    void waiveNothingThatIsMet() {
        Verdict elsewhere = new Verdict(
                "FSBP X.1",
                List.of(Environment.DEV, Environment.STAGING, Environment.LOCAL),
                Domain.ANY,
                Status.WAIVED,
                List.of(),
                List.of(),
                "why",
                "somebody",
                Optional.of(TODAY));
        assertThat(problems(in(Environment.PROD, "databases-span-zones"), elsewhere))
                .isEmpty();
        assertThat(problems(in(Environment.PROD, "keys-rotate"), elsewhere))
                .containsExactly(
                        "FSBP X.1 is met in dev, where it is waived",
                        "FSBP X.1 is met in staging, where it is waived",
                        "FSBP X.1 is met in local, where it is waived");
    }

    @Test
    void takeOverThoseOfAnotherControl() {
        List<String> prod = List.of("FSBP X.1", "prod", "met", "keys-rotate", "EncryptionKey", "", "");
        List<String> others = List.of("FSBP X.1", "dev, staging, local", "not applicable", "aws_lb", "none", "", "");
        List<String> as = List.of("CIS 1", "all", "as", "FSBP X.1", "", "", "");
        assertThat(VerdictLines.read(List.of(as, prod, others)))
                .extracting(Verdict::control, Verdict::status, Verdict::rules, Verdict::absent)
                .containsExactly(
                        tuple("CIS 1", Status.MET, List.of("keys-rotate"), List.of()),
                        tuple("CIS 1", Status.NOT_APPLICABLE, List.of(), List.of("aws_lb")),
                        tuple("FSBP X.1", Status.MET, List.of("keys-rotate"), List.of()),
                        tuple("FSBP X.1", Status.NOT_APPLICABLE, List.of(), List.of("aws_lb")));
        assertThatThrownBy(() -> VerdictLines.read(List.of(as)))
                .hasMessage("CIS 1 is as FSBP X.1, which has no verdict");
        assertThatThrownBy(() -> VerdictLines.read(List.of(List.of("FSBP X.1", "all", "done", "", "", "", ""))))
                .hasMessage("verdicts.tsv: FSBP X.1 must be one of [met, waived, not applicable], got done");
    }

    private static List<String> problems(Verdict... verdicts) {
        return new ArrayList<>(Judgement.problems(
                List.of(CONTROL), List.of(verdicts), SynthesizedStacks.shipped(), ALL_WITH_DOMAIN, TODAY));
    }

    private static List<String> configured(List<Verdict> verdicts) {
        return Judgement.problems(
                List.of(CONTROL),
                verdicts,
                SynthesizedStacks.configured(),
                SynthesizedStacks.configuredWithDomain(),
                TODAY);
    }

    private static Verdict of(String control, Status status, List<String> rules, List<String> absent) {
        return new Verdict(control, EVERYWHERE, Domain.ANY, status, rules, absent, "why", "", Optional.empty());
    }

    private static Verdict in(Environment environment, String rule) {
        return new Verdict(
                "FSBP X.1",
                List.of(environment),
                Domain.ANY,
                Status.MET,
                List.of(rule),
                List.of(),
                "x",
                "",
                Optional.empty());
    }

    private static Verdict waived(String owner, LocalDate until) {
        return new Verdict(
                "FSBP X.1",
                EVERYWHERE,
                Domain.ANY,
                Status.WAIVED,
                List.of(),
                List.of(),
                "why",
                owner,
                Optional.of(until));
    }
}
