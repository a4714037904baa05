package io.tapstack.lambda.security.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

class SnsReportsTest {
    private final List<PublishRequest> published = new ArrayList<>();
    private final SnsReports reports = new SnsReports(
            new SnsClient() {
                @Override
                public PublishResponse publish(PublishRequest request) {
                    published.add(request);
                    return PublishResponse.builder().build();
                }

                @Override
                public String serviceName() {
                    return "sns";
                }

                @Override
                public void close() {}
            },
            "arn:topic");

    @Test
    void subscribersCanFilterByOutcomeAndFix() {
        reports.send(new Report(Outcome.FIXED, "S3_TLS_ONLY", Map.of("outcome", "FIXED")));

        assertThat(published).singleElement().satisfies(message -> {
            assertThat(message.topicArn()).isEqualTo("arn:topic");
            assertThat(message.subject()).isEqualTo("Remediation: FIXED S3_TLS_ONLY");
            assertThat(message.message()).isEqualTo("{\"outcome\":\"FIXED\"}");
            assertThat(message.messageAttributes())
                    .isEqualTo(Map.of("outcome", text("FIXED"), "fix", text("S3_TLS_ONLY")));
        });
    }

    @Test
    void aReportWithoutAFixHasNoSuchAttribute() {
        reports.send(new Report(Outcome.NO_FIX, "", Map.of()));

        assertThat(published.get(0).subject()).isEqualTo("Remediation: NO_FIX");
        assertThat(published.get(0).messageAttributes()).containsOnlyKeys("outcome");
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
