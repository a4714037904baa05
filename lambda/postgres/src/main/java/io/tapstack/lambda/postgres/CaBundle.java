package io.tapstack.lambda.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The certificate authorities a database's certificate is checked against.
 *
 * @param location a file's path, or {@code classpath:} and a resource's name
 */
public record CaBundle(String location) {
    private static final String CLASSPATH = "classpath:";

    /** Amazon RDS's roots of the region, as packaged with the functions; the file instead where one is given. */
    public static CaBundle of(Optional<String> file, String region) {
        return new CaBundle(file.orElse(CLASSPATH + "rds-ca/" + region + ".pem"));
    }

    /**
     * Reads the certificates.
     *
     * @throws IllegalStateException where the location does not exist or holds no certificates
     */
    public List<X509Certificate> certificates() {
        try (var pem = open()) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (certificates.isEmpty()) {
                throw new IllegalStateException("No certificates in " + location);
            }
            return certificates.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException e) {
            throw new IllegalStateException("Not a PEM file of certificates: " + location, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream open() throws IOException {
        if (!location.startsWith(CLASSPATH)) {
            var file = Path.of(location);
            if (!Files.isReadable(file)) {
                throw new IllegalStateException("No certificate authorities at " + location);
            }
            return Files.newInputStream(file);
        }
        var resource = CaBundle.class.getResourceAsStream("/" + location.substring(CLASSPATH.length()));
        if (resource == null) {
            throw new IllegalStateException("No certificate authorities packaged as " + location
                    + ": add the region's file to rds-ca (see its README) or set RDS_CA_BUNDLE");
        }
        return resource;
    }
}
