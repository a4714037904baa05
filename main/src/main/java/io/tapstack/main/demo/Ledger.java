package io.tapstack.main.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The relational ledger, read as the database's master user, whose password RDS keeps in Secrets Manager. */
record Ledger(Demonstration.Target target) {
    private static final String POSTINGS = """
            SELECT p.direction, p.account, p.amount, p.currency
            FROM ledger.journal_entry e JOIN ledger.posting p ON p.entry_id = e.id
            WHERE e.transaction_id = ?
            ORDER BY p.entry_id, p.line
            """;

    /** The rows that were booked for a payment, in words. */
    List<String> postings(String transactionId) {
        try (Connection connection = DriverManager.getConnection("jdbc:postgresql://" + target.database(), login());
                PreparedStatement query = connection.prepareStatement(POSTINGS)) {
            query.setString(1, transactionId);
            List<String> postings = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    postings.add(rows.getString("direction") + " " + rows.getString("account") + " "
                            + rows.getLong("amount") + " " + rows.getString("currency"));
                }
            }
            return postings;
        } catch (SQLException e) {
            throw new Failure("cannot read the ledger at " + target.database() + ": " + e.getMessage(), e);
        }
    }

    private Properties login() {
        String secretId = target.output("dbMasterSecretArn");
        try (var secrets = target.clients().secretsManager()) {
            String text = secrets.getSecretValue(request -> request.secretId(secretId))
                    .secretString();
            JsonNode secret = new ObjectMapper().readTree(text);
            Properties login = new Properties();
            login.setProperty("user", secret.path("username").asText());
            login.setProperty("password", secret.path("password").asText());
            login.setProperty("sslmode", "require"); // as RDS's parameter group forces
            login.setProperty("connectTimeout", "10");
            return login;
        } catch (IOException e) {
            throw new Failure("the database's master secret " + secretId + " is not JSON", e);
        }
    }
}
