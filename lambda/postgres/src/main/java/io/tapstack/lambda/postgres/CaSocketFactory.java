package io.tapstack.lambda.postgres;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.postgresql.PGProperty;
import org.postgresql.ssl.WrappedFactory;

/**
 * Makes the driver trust the {@link CaBundle} named by {@code sslrootcert} and nothing else. The driver's own factory
 * takes files only; the bundle lives in the function's jar. The host name is checked by the driver
 * ({@code sslmode=verify-full}) whatever the factory.
 */
public final class CaSocketFactory extends WrappedFactory {
    /** As the driver makes it, with the connection's properties. */
    public CaSocketFactory(Properties connection) throws GeneralSecurityException, IOException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        for (var authority : new CaBundle(PGProperty.SSL_ROOT_CERT.getOrDefault(connection)).certificates()) {
            trusted.setCertificateEntry(authority.getSerialNumber().toString(), authority);
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        factory = context.getSocketFactory();
    }
}
