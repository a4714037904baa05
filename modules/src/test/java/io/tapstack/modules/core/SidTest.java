package io.tapstack.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SidTest {
    @Test
    void joinsTheWordsOfANameBehindTheVerb() {
        assertThat(Sid.of("PutObjectsIn", "access-logs")).isEqualTo("PutObjectsInAccessLogs");
        assertThat(Sid.of("ConnectAs", "ledger_app")).isEqualTo("ConnectAsLedgerApp");
    }

    @Test
    void keepsTheCaseOfANameThatIsAnIdAlready() {
        assertThat(Sid.of("ItemsOf", "PaymentEvents")).isEqualTo("ItemsOfPaymentEvents");
    }

    @Test
    void takesWhatIsNeitherLetterNorDigitForABreakWhereverItIs() {
        assertThat(Sid.of("Read", "/access--logs/")).isEqualTo("ReadAccessLogs");
    }
}
