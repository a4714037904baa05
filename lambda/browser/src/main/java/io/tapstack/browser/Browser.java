package io.tapstack.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium of the machine's own. */
public final class Browser implements AutoCloseable {
    /** Set where there must be one, as in continuous integration. */
    private static final String REQUIRED = "browser.required";

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Path AXE = Path.of("node_modules", "axe-core", "axe.min.js");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    /** Selenium warns of each Chromium that is younger than itself; held, or the setting is lost. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE);
    }

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /**
     * Opens one; without Chromium on the machine the test is skipped, or fails where there must be one.
     *
     * @param options of its command line, beside the usual ones
     */
    public static Browser open(Path profile, String... options) {
        Optional<Path> chromium = program("chromium").or(() -> program("google-chrome"));
        Optional<Path> chromedriver = program("chromedriver");
        boolean there = chromium.isPresent() && chromedriver.isPresent() && axe().isPresent();
        String missing = "no chromium and chromedriver on the PATH (apt-get install chromium chromium-driver), or no"
                + " axe-core in node_modules (npm ci)";
        if (!there && Boolean.getBoolean(REQUIRED)) {
            fail(missing);
        }
        assumeTrue(there, missing);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(
                service, options(chromium.orElseThrow(), profile).addArguments(options)));
    }

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Installed at the root, above whichever module the test belongs to. */
    private static Optional<Path> axe() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve(AXE))
                .filter(Files::exists)
                .findFirst();
    }

    private static ChromeOptions options(Path chromium, Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox", // Chromium refuses to run as root with one, and only our own page is opened
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--no-proxy-server",
                "--user-data-dir=" + profile.toAbsolutePath());
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
        return options;
    }

    /** How wide the window is, and whether the person likes it dark. */
    public Browser looks(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        return this;
    }

    public void go(String url) {
        driver.get(url);
    }

    /** The first element that a CSS selector finds, as soon as there is one that is shown. */
    public WebElement find(String selector) {
        return soon(selector + " is shown", () -> driver.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst());
    }

    public List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    public void waitForText(String selector, String text) {
        soon(selector + " has the text " + text, () -> texts(selector).stream()
                .filter(found -> found.contains(text))
                .findFirst());
    }

    public void type(String selector, String text) {
        WebElement input = find(selector);
        input.clear();
        input.sendKeys(text);
    }

    public Object run(String script) {
        return driver.executeScript(script);
    }

    /** Runs a script that calls {@code done} with its result. */
    public Object runAsync(String script) {
        return driver.executeAsyncScript("const done = arguments[arguments.length - 1];" + script);
    }

    /** What a person at the keyboard is at. */
    public WebElement focused() {
        return driver.switchTo().activeElement();
    }

    public Path screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            return Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing that axe-core finds on the page is serious. */
    public void isAccessible() {
        try {
            driver.executeScript(Files.readString(axe().orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Object violations = runAsync("""
                axe.run(document, { resultTypes: ['violations'] }).then((result) => done(result.violations
                    .filter((one) => ['serious', 'critical'].includes(one.impact))
                    .map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html).join(' ')}`)));
                """);
        assertThat((List<?>) violations).isEmpty();
    }

    /** What the page's scripts and loads complained about. */
    public List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::toString)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** What a script of the page makes is there a little later, or is made anew just now. */
    private static <T> T soon(String what, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + Patience.LIMIT.toNanos();
        while (System.nanoTime() < end) {
            try {
                Optional<T> found = look.get();
                if (found.isPresent()) {
                    return found.get();
                }
                Thread.sleep(LOOK_AGAIN.toMillis());
            } catch (StaleElementReferenceException replaced) {
                // look again
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting: " + what, e);
            }
        }
        throw new AssertionError("not within " + Patience.LIMIT + ": " + what);
    }
}
