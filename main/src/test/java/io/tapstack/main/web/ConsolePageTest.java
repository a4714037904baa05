package io.tapstack.main.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.browser.Browser;
import io.tapstack.main.testing.FakeAws.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The page in a real browser, before an emulated AWS that is made up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsolePageTest {
    private static final String NIGHTLY = "/_tapstack/rules/default/payments-local-nightly/fire";

    private static final String PAYMENT = """
            {"transactionId":"pay_1","userId":"demo","amount":1999,"currency":"EUR","status":"ACCEPTED",
             "timestamp":1795319610133,"createdAt":"2026-11-22T10:00:00.133Z"}
            """;

    private FakeConsole console;
    private Browser browser;

    @BeforeAll
    void open(@TempDir Path profile) {
        browser = Browser.open(profile);
        console = new FakeConsole();
        console.put(FakeConsole.API + "/payment", new Answer(201, PAYMENT, Map.of("Content-Type", "application/json")));
        console.put(
                NIGHTLY, new Answer(200, "{\"targets\":[{\"arn\":\"arn:ledger\",\"delivered\":true,\"error\":null}]}"));
    }

    @BeforeEach
    void asOnADesk() {
        browser.looks(1280, 900, false);
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
            console.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview", "api", "functions", "logs", "events", "rules", "resources"})
    void everyViewIsAccessibleInLightAndDarkWideAndNarrow(String view) {
        for (boolean dark : List.of(false, true)) {
            for (int width : List.of(1280, 390)) {
                browser.looks(width, 844, dark);
                show(view);
                browser.isAccessible();
                assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                        .as("fits into %s pixels", width)
                        .isEqualTo(true);
            }
        }
        assertThat(browser.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "overview, payments",
        "functions, payments-local-ledger",
        "logs, <b>failed</b>",
        "events, event 2",
        "rules, rate(1 day)",
        "resources, arn:aws:dynamodb"
    })
    void showsWhatThereIs(String view, String text) {
        show(view);
        browser.waitForText("main", text);
    }

    @Test
    void masksWhatIsSensitive() {
        show("overview");
        browser.waitForText("main", "(sensitive)");
    }

    @Test
    void triesTheApiOut() {
        show("api");
        String key = browser.find("input[name='parameter Idempotency-Key']").getDomProperty("value");
        assertThat(key).hasSize(36);
        browser.find("button[type=submit]").click();
        browser.waitForText("#status", "201");
        browser.waitForText("#answer-body", "\"transactionId\": \"pay_1\"");
        browser.waitForText("#curl", "-H 'Idempotency-Key: " + key + "'");
        assertThat(console.requests(FakeConsole.API + "/payment"))
                .last()
                .satisfies(request -> assertThat(request.body()).contains("\"amount\": 1999"));
        browser.looks(1280, 800, false).screenshot("console"); // the README's
    }

    @Test
    void saysWhatWasRefused() {
        show("api");
        browser.run("document.querySelector('select').value = 'GET /payment/{id} a1';"
                + "document.querySelector('select').dispatchEvent(new Event('change'))");
        browser.find("input[name='parameter id']").sendKeys("a b" + Keys.ENTER);
        browser.waitForText("#status", "404");
    }

    @Test
    void showsEventsAsTheyCome() {
        show("events");
        browser.waitForText(".lines", "event 2");
        console.happen();
        browser.waitForText(".lines", "event 3");
        browser.find(".event summary").click();
        browser.waitForText(".event pre", "<img src=x>");
    }

    @Test
    void firesARule() {
        show("rules");
        browser.find("button[aria-label='Fire payments-local-nightly']").click();
        browser.waitForText("main", "delivered to arn:ledger");
        assertThat(browser.find("button[aria-label='Fire payments-local-found']")
                        .isEnabled())
                .isFalse();
    }

    @Test
    void refusesAnEventThatIsNoJson() {
        int before = console.requests(NIGHTLY).size();
        show("rules");
        browser.find("details summary").click();
        browser.type("textarea", "{");
        browser.find("button[aria-label='Fire payments-local-nightly']").click();
        browser.waitForText("[role=alert]", "The event is not JSON");
        assertThat(console.requests(NIGHTLY)).hasSize(before);
    }

    @Test
    void isUsedByKeyboardAlone() {
        show("overview");
        browser.run("document.activeElement.blur()");
        browser.focused().sendKeys(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Skip to content");
        browser.focused().sendKeys(Keys.TAB);
        browser.focused().sendKeys(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("API");
        assertThat(browser.focused().getCssValue("outline-style")).isEqualTo("solid");
        browser.focused().sendKeys(Keys.ENTER);
        browser.waitForText("h1", "API");
        assertThat(browser.focused().getDomProperty("id")).isEqualTo("main");
    }

    @Test
    void saysWhenTheEmulatedAwsIsGone() {
        try (FakeConsole gone = new FakeConsole()) {
            gone.put("/_tapstack/functions", new Answer(500, "{\"message\":\"broken\"}"));
            browser.go(gone.url() + "#functions");
            browser.waitForText("#state", "does not answer");
            browser.waitForText("[role=alert]", "answered 500");
        }
        browser.errors(); // a failed load is logged, and meant
    }

    private void show(String view) {
        browser.go("about:blank");
        browser.go(console.url() + "#" + view);
        browser.find("main[data-view=" + view + "]");
    }
}
