package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.browser.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openqa.selenium.Keys;

/** The deployed portal in a browser, by keyboard as well. */
record PortalPage(String url, Path profile) {

    /** Signs in, looks at balances and transactions; nothing goes wrong on the way. */
    void works() {
        try (Browser browser = Browser.open(profile)) {
            browser.looks(1280, 760, false);
            browser.go(url);
            browser.waitForText("h1", "Sign in");
            browser.isAccessible();
            browser.errors(); // what the check of accessibility itself tried against the policy
            browser.find("#customer-number").sendKeys("10045", Keys.TAB, "secret", Keys.ENTER);
            browser.waitForText("h1", "Your accounts");
            assertThat(browser.texts(".accounts .name"))
                    .containsExactly("Everyday account", "Rainy-day savings", "Credit card", "Tokyo account");
            browser.waitForText(".accounts a[href='/accounts/acc_savings'] .balance", "€14,964.37");
            Path picture = browser.screenshot("portal-deployed");
            assertThat(Files.exists(picture)).isTrue();
            browser.find("a[href='/accounts/acc_everyday']").sendKeys(Keys.ENTER);
            browser.waitForText("h1", "Everyday account");
            assertThat(browser.texts("tbody tr")).hasSize(25);
            browser.go(url + "accounts/acc_tokyo"); // a path of the page's own: CloudFront has no such file
            browser.waitForText("h1", "Tokyo account");
            assertThat(browser.errors()).isEmpty();
            for (boolean dark : List.of(false, true)) {
                browser.looks(390, 844, dark);
                browser.isAccessible();
            }
        }
    }
}
