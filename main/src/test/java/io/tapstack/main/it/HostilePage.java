package io.tapstack.main.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tapstack.browser.Browser;
import io.tapstack.main.localaws.EmulatorApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openqa.selenium.WebDriverException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A hostile page, open in the developer's browser while a system runs: it tries every port that the
 * system and {@code tap console} listen on, from another port of loopback, from a name of its own, and from a name that
 * was made to lead here (DNS rebinding).
 */
final class HostilePage {
    private static final String NAME = "evil.example";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Checkout checkout;
    private final EmulatedAccount account;
    private final Path marker;
    private final String script;
    private final List<Attempt> attempts = new ArrayList<>();

    /** @param outcome as {@code hostile.js} says it */
    private record Attempt(int port, String process, String page, String attempt, String outcome) {
        @Override
        public String toString() {
            return String.join("\t", String.valueOf(port), process, page, attempt, outcome);
        }
    }

    HostilePage(Checkout checkout, EmulatedAccount account) {
        this.checkout = checkout;
        this.account = account;
        this.marker = checkout.root().resolve("hostile-was-here");
        try (InputStream resource = HostilePage.class.getResourceAsStream("hostile.js")) {
            this.script = new String(Objects.requireNonNull(resource).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tries everything, in {@code verify} on the emulated AWS's own port alone; afterwards nothing is changed, read or run. The log stays in {@code hostile.tsv}. */
    void gainsNothing() throws IOException, InterruptedException {
        Path log = checkout.root().resolve("hostile-console.log");
        List<String> before = whatIsThere();
        Process console = checkout.startTap(log, "console", "--json");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page =
                    ("<!doctype html><title>hostile</title><body><script>" + script + "</script>").getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        try {
            Eventually.holds(
                    "the console is served", () -> Files.readString(log).contains("}"));
            Map<Integer, String> ports = new TreeMap<>(ListeningPorts.of(checkout.emulator()));
            ListeningPorts.of(console.toHandle()).keySet().forEach(port -> ports.put(port, "tap console"));
            int emulator = URI.create(account.endpoint()).getPort();
            List<Integer> tried = ports.keySet().stream()
                    .sorted(Comparator.comparing(port -> port != emulator))
                    .limit(Stages.size(1, ports.size()))
                    .toList();
            ports.keySet().retainAll(tried);
            tryAll(ports, server.getAddress().getPort());
        } finally {
            Files.write(
                    checkout.root().resolve("hostile.tsv"),
                    attempts.stream().map(Attempt::toString).toList());
            server.stop(0);
            console.destroy();
            console.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(attempts).isNotEmpty().noneMatch(attempt -> attempt.outcome.startsWith("read"));
        assertThat(whatIsThere()).isEqualTo(before);
        assertThat(marker).doesNotExist();
        assertThatThrownBy(() -> buckets(account.as(AwsBasicCredentials.create("test", "test"))))
                .as("IAM is on")
                .isInstanceOf(S3Exception.class);
    }

    private void tryAll(Map<Integer, String> ports, int own) {
        try (Browser browser = browser()) {
            ports.forEach((port, process) -> {
                for (String page : List.of("http://127.0.0.1:" + own, "http://" + NAME + ":" + own)) {
                    browser.go(page + "/");
                    attack(browser, port, process, page.replace(":" + own, ""), "http://127.0.0.1:" + port);
                }
            });
        }
        ports.forEach(this::tryRebound);
    }

    private Browser browser() {
        return Browser.open(
                checkout.root().resolve("hostile-browser"), "--host-resolver-rules=MAP " + NAME + " 127.0.0.1");
    }

    /** What the browser takes for the page's own origin is the port of ours. */
    private void tryRebound(int port, String process) {
        String origin = "http://" + NAME + ":" + port;
        try (Browser browser = browser()) {
            if (shows(browser, origin)) {
                attack(browser, port, process, "rebound", origin);
            } else {
                attempts.add(new Attempt(port, process, "rebound", "open", "refused"));
            }
        }
    }

    /** Else it shows an error of its own, because what answers speaks no HTTP; no script survives on that page. */
    private static boolean shows(Browser browser, String origin) {
        try {
            browser.go(origin + "/");
            return origin.equals(browser.run("return location.origin"));
        } catch (WebDriverException noHttp) {
            return false;
        }
    }

    private void attack(Browser browser, int port, String process, String page, String target) {
        String userData = "#!/bin/sh\nreadonly ROOT='/'\ntouch " + marker + "\n";
        Object log = browser.runAsync(script + "attack('" + target + "', '"
                + Base64.getEncoder().encodeToString(userData.getBytes(UTF_8)) + "').then(done);");
        for (Object each : (List<?>) log) {
            List<?> words = (List<?>) each;
            attempts.add(new Attempt(
                    port, process, page, words.get(0).toString(), words.get(1).toString()));
        }
    }

    private List<String> whatIsThere() {
        List<String> there = new ArrayList<>(buckets(account));
        new EmulatorApi(account.root()).functions().forEach(function -> there.add(function.name()));
        try (Ec2Client ec2 = account.client(Ec2Client.builder())) {
            ec2.describeInstancesPaginator().reservations().stream()
                    .flatMap(reservation -> reservation.instances().stream())
                    .forEach(instance -> there.add(instance.instanceId()));
        }
        return there.stream().sorted().toList();
    }

    private static List<String> buckets(EmulatedAccount as) {
        try (S3Client s3 = as.client(S3Client.builder().forcePathStyle(true))) {
            return s3.listBuckets().buckets().stream().map(Bucket::name).toList();
        }
    }
}
