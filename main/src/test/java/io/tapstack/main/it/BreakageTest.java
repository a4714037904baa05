package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.verify.Check;
import io.tapstack.main.verify.Checks;
import io.tapstack.main.verify.ChecksTest;
import io.tapstack.main.verify.RequestChecksTest;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class BreakageTest {
    @Test
    void everyCheckIsSeenToFail() {
        Set<String> seen = new TreeSet<>(Breakage.ALL.keySet());
        seen.addAll(ChecksTest.names());
        seen.addAll(RequestChecksTest.NAMES);

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        Checks.ALL.stream().map(Check::name).toList());
    }
}
