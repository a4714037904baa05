package io.tapstack.lambda.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P2")
class CaBundleTest {
    static List<String> packagedRegions() throws IOException {
        try (var files = Files.list(packaged())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".pem"))
                    .map(name -> name.substring(0, name.length() - ".pem".length()))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("packagedRegions")
    void packagesTheRegionsThreeRootsAndNoneExpiresWithinAYear(String region) {
        var roots = CaBundle.of(Optional.empty(), region).certificates();

        assertThat(roots)
                .extracting(CaBundleTest::commonName)
                .containsExactlyInAnyOrder(
                        "Amazon RDS " + region + " Root CA RSA2048 G1",
                        "Amazon RDS " + region + " Root CA RSA4096 G1",
                        "Amazon RDS " + region + " Root CA ECC384 G1");
        assertThat(roots).allSatisfy(root -> assertThat(root.getNotAfter().toInstant())
                .isAfter(Instant.now().plus(365, ChronoUnit.DAYS)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-central-1", "eu-west-1", "us-east-1", "us-east-2", "us-west-2", "ap-southeast-2"})
    void packagesTheCommonRegions(String region) {
        assertThat(packaged().resolve(region + ".pem")).exists();
    }

    @Test
    void namesTheWayOutForARegionItDoesNotHave() {
        assertThatThrownBy(() -> CaBundle.of(Optional.empty(), "xx-north-9").certificates())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rds-ca/xx-north-9.pem")
                .hasMessageContaining("RDS_CA_BUNDLE");
    }

    @Test
    void prefersTheFileOfTheEnvironment() {
        assertThat(CaBundle.of(Optional.of("/etc/own-ca.pem"), "eu-central-1").location())
                .isEqualTo("/etc/own-ca.pem");
    }

    @Test
    void refusesFileWithoutCertificates(@TempDir Path folder) throws Exception {
        var empty = Files.createFile(folder.resolve("no-ca.pem"));

        assertThatThrownBy(() -> new CaBundle(empty.toString()).certificates())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No certificates in");
    }

    private static String commonName(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName().replaceAll(".*CN=([^,]+).*", "$1");
    }

    private static Path packaged() {
        try {
            return Path.of(CaBundle.class.getResource("/rds-ca").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
