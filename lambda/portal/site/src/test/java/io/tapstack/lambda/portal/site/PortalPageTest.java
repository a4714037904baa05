package io.tapstack.lambda.portal.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.browser.Browser;
import io.tapstack.lambda.portal.application.PortalInstance;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The page in a real browser, with the contract's headers, before the application and a real PostgreSQL. */
@Tag("B3")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PortalPageTest {
    private static final String OLDER = ".more button";

    private Browser browser;
    private PortalInstance application;
    private Edge edge;

    @BeforeAll
    void open(@TempDir Path profile) {
        browser = Browser.open(profile);
        application = PortalInstance.start();
        edge = new Edge(application.port());
    }

    @BeforeEach
    void signedOutAtADesk() {
        browser.looks(1280, 900, false);
        browser.go(edge.url() + "/robots.txt");
        browser.run("sessionStorage.clear()");
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
            edge.close();
            application.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "accounts", "accounts/acc_everyday", "accounts/acc_nobody", "nowhere", "error.html"})
    void everyViewIsAccessibleInLightAndDarkWideAndNarrowAndKeepsToThePolicy(String path) {
        if (!path.isEmpty()) {
            browser.run("sessionStorage.setItem('signed-in', '')");
        }
        for (boolean dark : List.of(false, true)) {
            for (int width : List.of(1280, 390)) {
                browser.looks(width, 844, dark);
                browser.go(edge.url() + "/" + path);
                browser.find("main h1");
                assertThat(browser.errors())
                        .filteredOn(error -> !isMeant(error))
                        .isEmpty();
                assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                        .as("fits into %s pixels", width)
                        .isEqualTo(true);
                browser.isAccessible();
                browser.errors(); // what axe-core itself tried against the policy
            }
        }
    }

    @Test
    void signsInAndShowsEveryAccountWithItsBalance() {
        signIn();

        assertThat(browser.texts(".accounts .name"))
                .containsExactly("Everyday account", "Rainy-day savings", "Credit card", "Tokyo account");
        browser.waitForText(".accounts a[href='/accounts/acc_savings'] .balance", "€14,964.37");
        browser.waitForText(".accounts a[href='/accounts/acc_tokyo'] .balance", "JP¥413,920");
        assertThat(browser.texts(".totals dt")).containsExactly("Total in EUR", "Total in JPY");
        assertThat(browser.run("return location.pathname")).isEqualTo("/accounts");
        browser.looks(1280, 760, false).screenshot("portal"); // the README's
    }

    @Test
    void nothingTypedLeavesTheBrowser() {
        signIn();

        assertThat(browser.run("return performance.getEntriesByType('resource')"
                        + ".every((one) => !one.name.includes('secret') && !one.name.includes('10045'))"))
                .isEqualTo(true);
        assertThat(browser.run("return JSON.stringify([...Object.entries(sessionStorage)]) + document.cookie"))
                .isEqualTo("[[\"signed-in\",\"\"]]");
    }

    @Test
    void saysWhichFieldIsEmpty() {
        browser.go(edge.url() + "/");
        browser.type("#customer-number", "10045");
        browser.screenshot("portal-sign-in");
        browser.find("button[type=submit]").click();

        browser.waitForText("#password-fault", "Please enter your password.");
        assertThat(browser.focused().getDomProperty("id")).isEqualTo("password");
        assertThat(browser.focused().getDomAttribute("aria-describedby")).isEqualTo("password-fault");
        assertThat(browser.focused().getDomAttribute("aria-invalid")).isEqualTo("true");
    }

    @Test
    void showsTransactionsPageByPage() {
        signIn();
        browser.find("a[href='/accounts/acc_everyday']").click();
        browser.waitForText("h1", "Everyday account");
        assertThat(browser.texts("tbody tr")).hasSize(25);
        browser.screenshot("portal-transactions");
        browser.find(OLDER).click();
        browser.waitForText("tbody", "Opening balance");
        assertThat(browser.texts("tbody tr")).hasSize(45).doesNotHaveDuplicates();
        assertThat(browser.texts(OLDER)).isEmpty();
        assertThat(browser.focused().getTagName()).isEqualTo("tr");
        assertThat(browser.texts("td.in"))
                .allSatisfy(amount -> assertThat(amount).startsWith("+€"));
    }

    @Test
    void pathsAreThePagesOwnAndSurviveSigningIn() {
        browser.go(edge.url() + "/accounts/acc_tokyo");
        fillIn();
        browser.waitForText("h1", "Tokyo account");
        browser.waitForText(".head .balance", "JP¥413,920");
        browser.run("history.back()");
        browser.go(edge.url() + "/accounts/acc_tokyo");
        browser.waitForText("h1", "Tokyo account");
        browser.find("#sign-out").click();
        browser.waitForText("h1", "Sign in");
        assertThat(browser.run("return document.getElementById('nav').hidden")).isEqualTo(true);
    }

    @Test
    void isUsedByKeyboardAlone() {
        browser.go(edge.url() + "/");
        browser.find("#customer-number");
        browser.focused().sendKeys(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Skip to content");
        browser.focused().sendKeys(Keys.TAB, Keys.TAB);
        assertThat(browser.focused().getDomProperty("id")).isEqualTo("customer-number");
        assertThat(browser.focused().getCssValue("outline-style")).isEqualTo("solid");
        browser.focused().sendKeys("10045", Keys.TAB);
        browser.focused().sendKeys("secret", Keys.ENTER);
        browser.find(".accounts");
        assertThat(browser.focused().getDomProperty("id")).isEqualTo("main");
        browser.focused().sendKeys(Keys.TAB);
        assertThat(browser.focused().getText()).contains("Everyday account");
        browser.focused().sendKeys(Keys.ENTER);
        browser.waitForText("h1", "Everyday account");
        browser.focused().sendKeys(Keys.TAB);
        assertThat(browser.focused().getText()).contains("All accounts");
    }

    @Test
    void saysWhenTheApplicationIsAwayAndTriesAgain() {
        browser.run("sessionStorage.setItem('signed-in', '')");
        edge.applicationIsAway(true);
        try {
            browser.go(edge.url() + "/accounts");
            browser.waitForText("[role=alert]", "not available just now");
        } finally {
            edge.applicationIsAway(false);
        }
        browser.find("[role=alert] button").click();
        browser.waitForText(".accounts", "Everyday account");
        browser.errors(); // the failed load is logged, and meant
    }

    @ParameterizedTest
    @CsvSource({
        "413920, 0, 413920",
        "-12345, 2, -123.45",
        "-5, 2, -0.05",
        "0, 2, 0.00",
        "7, 3, 0.007",
        "9007199254740991, 2, 90071992547409.91",
        "9007199254740992, 2, an amount is too large to be shown exactly"
    })
    void amountsAreExact(String amount, String decimals, String expected) throws IOException {
        browser.go(edge.url() + "/");
        assertThat(browser.runAsync("import('/" + asset("money") + "').then((money) => money.decimal(" + amount + ", "
                        + decimals + ")).then(done, (error) => done(error.message))"))
                .isEqualTo(expected);
    }

    @Test
    @Tag("B4")
    void thePolicyIsInForce() {
        browser.go(edge.url() + "/");
        browser.find("main h1");
        assertThat(browser.run("try { document.body.innerHTML = '<b>x</b>'; return 'let in'; }"
                        + " catch (error) { return error.name; }"))
                .isEqualTo("TypeError");
        assertThat(browser.runAsync("const script = document.createElement('style');"
                        + "script.textContent = 'body { display: none }'; document.head.append(script);"
                        + "done(getComputedStyle(document.body).display)"))
                .isEqualTo("grid");
        assertThat(browser.errors())
                .isNotEmpty()
                .allMatch(error -> error.contains("Content Security Policy") || error.contains("requires 'Trusted"));
    }

    private void signIn() {
        browser.go(edge.url() + "/");
        fillIn();
        browser.find(".accounts");
    }

    private void fillIn() {
        browser.type("#customer-number", "10045");
        browser.type("#password", "secret" + Keys.ENTER);
    }

    /** The browser logs every answer that is no success; an account that does not exist is one. */
    private static boolean isMeant(String error) {
        return error.contains("/api/accounts/acc_nobody/transactions") && error.contains("404");
    }

    private static String asset(String name) throws IOException {
        return Json.object(Files.readString(Path.of("target", "site-manifest.json")))
                .items("files", JsonObject.class)
                .stream()
                .map(file -> file.string("key").orElseThrow())
                .filter(key -> key.matches("assets/" + name + "-[0-9a-f]+[.]js"))
                .findFirst()
                .orElseThrow();
    }
}
