package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.browser.Browser;
import io.tapstack.browser.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code tap console} of a deployed system, used in a browser. */
final class ConsolePage {
    private static final int TERMINATED = 128 + 15;
    private static final int PATIENCE_SECONDS = (int) Patience.LIMIT.toSeconds();
    private static final List<String> VIEWS =
            List.of("overview", "api", "functions", "logs", "events", "rules", "resources");

    private final Checkout checkout;
    private String url;

    ConsolePage(Checkout checkout) {
        this.checkout = checkout;
    }

    /** Opens the page, uses it, and ends the command. */
    void works() throws IOException, InterruptedException {
        Path log = checkout.root().resolve("console.log");
        Process console = checkout.startTap(log, "console", "--json");
        try (Browser browser = Browser.open(checkout.root().resolve("browser"))) {
            Eventually.holds("the page is served", () -> Files.readString(log).contains("}"));
            url = new ObjectMapper().readTree(Files.readString(log)).path("url").asText();
            browser.looks(1280, 900, false);
            showsAndTries(browser);
            isAccessible(browser);
            assertThat(browser.errors()).isEmpty();
            console.destroy(); // as Ctrl-C, but that a shell may have told its children to ignore
            assertThat(console.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(console.exitValue()).isEqualTo(TERMINATED);
        } finally {
            console.destroyForcibly();
        }
    }

    private void showsAndTries(Browser browser) {
        show(browser, "overview");
        browser.waitForText("main", "payments-local-payments");
        show(browser, "api");
        browser.find("button[type=submit]").click();
        browser.waitForText("#status", "201");
        String id = browser.find("#answer-body").getText().replaceAll("(?s).*(pay_[0-9a-f]+).*", "$1");
        browser.screenshot("console-try-out");
        show(browser, "events");
        browser.waitForText(".lines", "INSERT " + id);
        show(browser, "logs?function=payments-local-api");
        browser.waitForText(".lines", "transactionId=" + id);
    }

    private void isAccessible(Browser browser) {
        for (String view : VIEWS) {
            for (boolean dark : List.of(false, true)) {
                browser.looks(dark ? 390 : 1280, 844, dark);
                show(browser, view);
                browser.isAccessible();
                browser.screenshot("console-" + view + (dark ? "-narrow-dark" : ""));
            }
        }
    }

    private void show(Browser browser, String view) {
        browser.go("about:blank");
        browser.go(url + "#" + view);
        browser.find("main[data-view=" + view.replaceAll("[?].*", "") + "]");
    }
}
