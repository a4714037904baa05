package io.tapstack.modules.messaging;

import io.tapstack.modules.core.Sid;
import io.tapstack.modules.core.Statement;
import java.util.List;

/** What a role may be allowed to do with a topic, the use of its key included. */
public record TopicGrants(Topic.Ref topic) {
    /** SNS asks the publisher for {@code kms:Decrypt} too: it checks the data key that it was given. */
    public List<Statement> publish() {
        return List.of(
                Statement.allow(Sid.of("PublishTo", topic.name()))
                        .to("sns:Publish")
                        .on(topic.arn()),
                Statement.allow(Sid.of("UseKeyOf", topic.name()))
                        .to("kms:Decrypt", "kms:GenerateDataKey")
                        .on(topic.keyArn()));
    }
}
