package io.tapstack.modules.messaging;

import io.tapstack.modules.core.Sid;
import io.tapstack.modules.core.Statement;
import java.util.List;

/** What a role may be allowed to do with a queue, the use of its key included. */
public record QueueGrants(Queue.Ref queue) {
    /** SQS asks the sender for {@code kms:Decrypt} too: it checks the data key that it was given. */
    public List<Statement> send() {
        return List.of(
                Statement.allow(Sid.of("SendTo", queue.name()))
                        .to("sqs:SendMessage")
                        .on(queue.arn()),
                Statement.allow(Sid.of("UseKeyOf", queue.name()))
                        .to("kms:Decrypt", "kms:GenerateDataKey")
                        .on(queue.keyArn()));
    }
}
