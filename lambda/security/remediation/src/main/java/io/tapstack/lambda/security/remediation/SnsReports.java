package io.tapstack.lambda.security.remediation;

import io.tapstack.lambda.shared.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Reports as messages of a topic. */
record SnsReports(SnsClient client, String topicArn) implements Reports {
    @Override
    public void send(Report report) {
        client.publish(publish -> publish.topicArn(topicArn)
                .subject(("Remediation: " + report.outcome() + " " + report.fix()).trim())
                .message(Json.write(report.members()))
                .messageAttributes(attributes(report)));
    }

    /** SNS refuses empty attributes. */
    private static Map<String, MessageAttributeValue> attributes(Report report) {
        var attributes = new LinkedHashMap<String, MessageAttributeValue>();
        attributes.put("outcome", text(report.outcome().name()));
        if (!report.fix().isEmpty()) {
            attributes.put("fix", text(report.fix()));
        }
        return attributes;
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
