package io.tapstack.main.leftovers;

import java.util.Map;

/** What takes more than a name to delete. */
final class Removals {
    /** The least that KMS allows. */
    private static final int WAITING_DAYS = 7;

    private Removals() {}

    static Outcome queue(Access access, Leftover queue, Answer seen) {
        String url = seen.json().path("QueueUrl").asText();
        return Outcome.of(access.send(queue, Call.json("sqs", "DeleteQueue", Map.of("QueueUrl", url))));
    }

    static Outcome secret(Access access, Leftover secret, Answer seen) {
        Map<String, ?> members = Map.of("SecretId", secret.id(), "ForceDeleteWithoutRecovery", true);
        return Outcome.of(access.send(secret, Call.json("secretsmanager", "DeleteSecret", members)));
    }

    static Answer logGroupNamed(Access access, Leftover group) {
        Answer answer =
                access.send(group, Call.json("logs", "DescribeLogGroups", Map.of("logGroupNamePrefix", group.id())));
        return answer.body().contains('"' + group.id() + '"') || !answer.ok() ? answer : Answer.ABSENT;
    }

    /** Its aliases first, or the next deploy finds their names taken. KMS keeps the key itself for some days. */
    static Outcome key(Access access, Leftover key, Answer seen) {
        access.send(key, Call.json("kms", "ListAliases", Map.of("KeyId", key.id())))
                .json()
                .path("Aliases")
                .forEach(alias -> access.send(
                        key,
                        Call.json(
                                "kms",
                                "DeleteAlias",
                                Map.of("AliasName", alias.path("AliasName").asText()))));
        Answer answer = access.send(
                key,
                Call.json(
                        "kms", "ScheduleKeyDeletion", Map.of("KeyId", key.id(), "PendingWindowInDays", WAITING_DAYS)));
        return answer.ok() ? Outcome.accepted("KMS deletes it in " + WAITING_DAYS + " days") : Outcome.of(answer);
    }
}
