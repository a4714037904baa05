package io.tapstack.lambda.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A key pair and self-signed certificate for {@code localhost}, made anew for every test run by the JDK's keytool. */
record ServerCertificate(Path certificate, Path privateKey) {
    private static final char[] PASSWORD = "for-this-test".toCharArray();

    static ServerCertificate make(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        var store = folder.resolve("server.p12");
        var command = ("-genkeypair -alias server -keyalg EC -groupname secp256r1 -dname CN=localhost"
                        + " -ext san=dns:localhost -validity 2 -storetype PKCS12 -keystore " + store + " -storepass ")
                .concat(new String(PASSWORD))
                .split(" ", -1);
        var keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        keytool.command().addAll(List.of(command));
        if (keytool.redirectErrorStream(true).start().waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        var certificate = pem(
                folder.resolve("server.crt"),
                "CERTIFICATE",
                keys.getCertificate("server").getEncoded());
        var key = pem(
                folder.resolve("server.key"),
                "PRIVATE KEY",
                keys.getKey("server", PASSWORD).getEncoded());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------")); // PostgreSQL insists
        return new ServerCertificate(certificate, key);
    }

    private static Path pem(Path file, String type, byte[] content) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }
}
