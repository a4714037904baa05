package io.tapstack.main.demo;

import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.AwsEvent;
import io.tapstack.main.localaws.EmulatorApi;
import io.tapstack.main.localaws.Logs;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Rotates the database user's password while a client signs in all the time, opens SSH on a deployed group and watches it
 * closed again, and tries to get out of the permission boundary.
 */
public final class SecurityDemonstration implements Demonstration {
    private static final String GROUP = "security-local-rotation-function";
    private static final int EVENTS = 1000;
    private static final int MILLISECONDS = 1_000_000;

    @Override
    public Map<String, String> endpoints(Target target) {
        Map<String, String> endpoints = new LinkedHashMap<>();
        endpoints.put("aws", target.clients().endpoint());
        endpoints.put("database", "postgresql://" + target.database());
        return endpoints;
    }

    @Override
    public List<Step> show(Target target) {
        return List.of(
                new Step("rotate the secret, a client connected all the time", rotate(target)),
                new Step("open SSH on a deployed security group", open(target)),
                new Step("leave the permission boundary, with a policy that allows everything", getOut(target)));
    }

    @Override
    public List<String> commands(Target target) {
        return List.of(
                "./tap logs security-local-secret-rotation",
                "./tap logs security-local-remediation",
                "./tap events --kind topic");
    }

    private static String rotate(Target target) {
        RotatedLogin login = new RotatedLogin(target.clients(), target.output("dbUserCredentialsArn"));
        Patience rotation = new Patience(target, Logs.groupOf(FunctionName.of(target.output("rotationLambdaArn"))));
        String before = rotation.until("first version of the secret", login::currentVersion);
        try (ReconnectingClient client = new ReconnectingClient(login)) {
            rotation.until("connection", () -> Optional.of(client.connections()).filter(count -> count > 0));
            login.rotate();
            rotation.until(
                    "new version of the secret", () -> login.currentVersion().filter(now -> !now.equals(before)));
            int rotated = client.connections();
            rotation.until("connection after it", () -> Optional.of(client.connections())
                    .filter(count -> count > rotated + 1));
            return client.connections() + " connections, none failed, as "
                    + String.join(" and ", new TreeSet<>(client.users()));
        } catch (SQLException e) {
            throw new Failure("no connection to the database: " + e.getMessage(), e);
        }
    }

    private static String open(Target target) {
        Patience remediation =
                new Patience(target, Logs.groupOf(FunctionName.of(target.output("remediationLambdaArn"))));
        try (OpenedGroup group = new OpenedGroup(target, GROUP)) {
            long opened = System.nanoTime();
            group.letConfigLook();
            remediation.until(
                    "closed port of " + GROUP, () -> Optional.of(group).filter(OpenedGroup::isClosed));
            long closed = (System.nanoTime() - opened) / MILLISECONDS;
            String topic = remediation.until("report of " + group.id(), () -> report(target, group));
            return "AWS Config found " + GROUP + ", closed after " + closed + " ms, reported to " + topic;
        }
    }

    /** The topic, once it was told of the group. */
    private static Optional<String> report(Target target, OpenedGroup group) {
        String arn = target.output("reportsTopicArn");
        String topic = arn.substring(arn.lastIndexOf(':') + 1);
        AwsEvent.Query published =
                new AwsEvent.Query(0, EVENTS, Optional.of(AwsEvent.Kind.TOPIC.toString()), Optional.of(topic), 0);
        return new EmulatorApi(target.clients())
                .events(published).events().stream()
                        .map(event -> event.detail().path("message").asText())
                        .filter(message -> message.contains(group.id()) && message.contains("\"FIXED\""))
                        .map(message -> topic)
                        .findFirst();
    }

    private static String getOut(Target target) {
        try (BoundedRole role = new BoundedRole(target)) {
            return "refused: " + String.join(", ", role.tryToGetOut());
        }
    }
}
