package io.tapstack.modules.messaging;

import io.tapstack.modules.core.Statement;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a role may be allowed to do with a queue, the use of its key included. */
public record QueueGrants(Queue.Ref queue) {
    private static final Pattern WORD_START = Pattern.compile("(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])");

    /** SQS asks the sender for {@code kms:Decrypt} too: it checks the data key that it was given. */
    public List<Statement> send() {
        String what = statementId(queue.name());
        return List.of(
                Statement.allow("SendTo" + what).to("sqs:SendMessage").on(queue.arn()),
                Statement.allow("UseKeyOf" + what)
                        .to("kms:Decrypt", "kms:GenerateDataKey")
                        .on(queue.keyArn()));
    }

    /** {@code payments-dev-ledger-failures} as {@code PaymentsDevLedgerFailures}. */
    private static String statementId(String name) {
        return WORD_START
                .matcher(name)
                .replaceAll(start -> start.group(1).toUpperCase(Locale.ROOT))
                .replaceAll("[^A-Za-z0-9]", "");
    }
}
