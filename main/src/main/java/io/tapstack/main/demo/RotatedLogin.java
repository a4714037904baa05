package io.tapstack.main.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.LocalClients;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** The database user whose password Secrets Manager rotates, as an application signs in: with what is current just now. */
public record RotatedLogin(LocalClients clients, String secretArn) {
    private static final String CURRENT = "AWSCURRENT";

    /** The id of the secret's current version; none before the first rotation. */
    public Optional<String> currentVersion() {
        try (var secrets = clients.secretsManager()) {
            Map<String, List<String>> versions = secrets.describeSecret(request -> request.secretId(secretArn))
                    .versionIdsToStages();
            return versions.entrySet().stream()
                    .filter(version -> version.getValue().contains(CURRENT))
                    .map(Map.Entry::getKey)
                    .findFirst();
        } catch (ResourceNotFoundException e) {
            throw new Failure("there is no secret " + secretArn, e);
        }
    }

    public void rotate() {
        try (var secrets = clients.secretsManager()) {
            secrets.rotateSecret(request -> request.secretId(secretArn));
        }
    }

    /** A connection as the user who is current. */
    public Connection connect() throws SQLException {
        JsonNode secret = secret();
        Properties login = new Properties();
        login.setProperty("user", secret.path("username").asText());
        login.setProperty("password", secret.path("password").asText());
        login.setProperty("sslmode", "require"); // as RDS's parameter group forces
        login.setProperty("connectTimeout", "10");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + secret.path("host").asText() + ":"
                        + secret.path("port").asInt() + "/"
                        + secret.path("dbname").asText(),
                login);
    }

    /** Who the database says has signed in; both users then act as one role. */
    static String userOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT session_user")) {
            row.next();
            return row.getString(1);
        }
    }

    private JsonNode secret() {
        try (var secrets = clients.secretsManager()) {
            return new ObjectMapper()
                    .readTree(secrets.getSecretValue(request -> request.secretId(secretArn))
                            .secretString());
        } catch (JsonProcessingException e) {
            throw new Failure("secret " + secretArn + " is not JSON"); // the cause would quote it
        }
    }
}
