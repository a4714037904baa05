package io.tapstack.main.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The ledger's rows and audit records, read past the functions. */
record DeployedLedger(EmulatedAccount account, JsonNode outputs) {
    private static final String OF_TRANSACTION =
            " FROM ledger.posting p JOIN ledger.journal_entry e ON e.id = p.entry_id WHERE e.transaction_id = ?";

    /** Rows of all payments. */
    long rows() {
        return number("SELECT count(*) FROM ledger.posting");
    }

    long rows(String transactionId) {
        return number("SELECT count(*)" + OF_TRANSACTION, transactionId);
    }

    /** Debits less credits. */
    long balance(String transactionId) {
        return number(
                "SELECT sum(CASE p.direction WHEN 'DEBIT' THEN p.amount ELSE -p.amount END)" + OF_TRANSACTION,
                transactionId);
    }

    List<String> auditRecords(String transactionId) {
        return auditRecords().stream()
                .filter(key -> key.contains("/" + transactionId + "/"))
                .toList();
    }

    /** Keys of all audit records. */
    List<String> auditRecords() {
        try (S3Client s3 = account.client(S3Client.builder().forcePathStyle(true))) {
            return s3
                    .listObjectsV2Paginator(
                            request -> request.bucket(output("auditBucketName")).prefix("audit/"))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList();
        }
    }

    private long number(String query, String... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        } catch (SQLException | IOException e) {
            throw new AssertionError("cannot read the ledger", e);
        }
    }

    private Connection connect() throws SQLException, IOException {
        String address = output("dbEndpoint") + ":" + output("dbPort") + "/" + output("dbName");
        try (SecretsManagerClient secrets = account.client(SecretsManagerClient.builder())) {
            JsonNode master = new ObjectMapper()
                    .readTree(secrets.getSecretValue(request -> request.secretId(output("dbMasterSecretArn")))
                            .secretString());
            return DriverManager.getConnection(
                    "jdbc:postgresql://" + address + "?sslmode=require",
                    master.path("username").asText(),
                    master.path("password").asText());
        }
    }

    private String output(String name) {
        return outputs.path(name).path("value").asText();
    }
}
