package io.tapstack.main.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VersionTest {
    @Test
    void readsThreeNumbers() {
        assertThat(Version.parse("1.11.4")).contains(new Version(1, 11, 4));
    }

    @Test
    void readsAPrereleaseByItsNumbers() {
        assertThat(Version.parse("v1.10.0-beta1")).contains(new Version(1, 10, 0));
    }

    @Test
    void readsNothingFromAnythingElse() {
        assertThat(Version.parse("")).isEmpty();
        assertThat(Version.parse("one.two")).isEmpty();
        assertThat(Version.parse("1.2.3.4")).isEmpty();
        assertThat(Version.parse("99999999999.1.0")).isEmpty();
    }

    @Test
    void comparesNumbersAndNotText() {
        assertThat(new Version(1, 10, 0).isAtLeast(new Version(1, 9, 9))).isTrue();
        assertThat(new Version(1, 9, 8).isAtLeast(new Version(1, 10, 0))).isFalse();
        assertThat(new Version(1, 10, 0).isAtLeast(new Version(1, 10, 0))).isTrue();
        assertThat(new Version(1, 10, 0).isAtLeast(new Version(1, 10, 1))).isFalse();
    }
}
