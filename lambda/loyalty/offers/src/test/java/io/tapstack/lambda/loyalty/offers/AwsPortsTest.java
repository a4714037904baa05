package io.tapstack.lambda.loyalty.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.loyalty.core.LoyaltyTables;
import io.tapstack.lambda.loyalty.core.Tier;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.UnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.LimitExceededException;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;
import software.amazon.awssdk.services.sesv2.model.SendingPausedException;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

@Tag("L4")
@Tag("L5")
class AwsPortsTest {
    private static final Offer OFFER = new Offer(LocalDate.parse("2026-11-18"), LoyaltyTables.memberId(1), Tier.GOLD);
    private static final OffersSettings.Email EMAIL =
            new OffersSettings.Email("club@example.org", "loyalty-dev", "loyalty-dev-offer", 10);

    private final List<PutEventsRequest> events = new ArrayList<>();
    private final List<SendEmailRequest> emails = new ArrayList<>();
    private RuntimeException failure;
    private final EventBridgeClient eventBridge = new EventBridgeClient() {
        @Override
        public PutEventsResponse putEvents(PutEventsRequest request) {
            events.add(request);
            if (failure != null) {
                throw failure;
            }
            return PutEventsResponse.builder()
                    .entries(
                            PutEventsResultEntry.builder().eventId("1").build(),
                            PutEventsResultEntry.builder()
                                    .errorCode("ThrottlingException")
                                    .build())
                    .build();
        }

        @Override
        public String serviceName() {
            return "events";
        }

        @Override
        public void close() {}
    };
    private final SesV2Client ses = new SesV2Client() {
        @Override
        public SendEmailResponse sendEmail(SendEmailRequest request) {
            emails.add(request);
            if (failure != null) {
                throw failure;
            }
            return SendEmailResponse.builder().messageId("m").build();
        }

        @Override
        public String serviceName() {
            return "ses";
        }

        @Override
        public void close() {}
    };

    @Test
    void publishesVersionedEventsAndTellsWhichWereRefused() {
        var other = new Offer(OFFER.runDate(), LoyaltyTables.memberId(2), Tier.SILVER);
        var refused = new EventBridgeOfferEvents(eventBridge, "loyalty-dev").publish(List.of(OFFER, other));

        assertThat(refused).isEqualTo(Map.of(other, "ThrottlingException"));
        var entry = events.get(0).entries().get(0);
        assertThat(entry.eventBusName()).isEqualTo("loyalty-dev");
        assertThat(entry.source()).isEqualTo("tapstack.loyalty");
        assertThat(entry.detailType()).isEqualTo("OfferPublished");
        assertThat(entry.detail())
                .isEqualTo("{\"version\":1,\"eventId\":\"" + OFFER.eventId() + "\",\"runDate\":\"2026-11-18\","
                        + "\"memberId\":\"00000000-0000-4000-8000-000000000001\",\"tier\":\"GOLD\","
                        + "\"offer\":\"gold-2026-11-18\"}");
        assertThat(OFFER.eventId()).matches("ofr_[0-9a-f]{32}").isNotEqualTo(other.eventId());
    }

    @Test
    void isUnavailableWhenEventBridgeIs() {
        failure = EventBridgeException.builder().statusCode(503).build();

        assertThatThrownBy(() -> new EventBridgeOfferEvents(eventBridge, "b").publish(List.of(OFFER)))
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    void sendsFromTheTemplateThroughTheConfigurationSet() {
        assertThat(send()).isEqualTo(new Mailer.Sent());

        var email = emails.get(0);
        assertThat(email.fromEmailAddress()).isEqualTo("club@example.org");
        assertThat(email.destination().toAddresses()).containsExactly("person@example.org");
        assertThat(email.configurationSetName()).isEqualTo("loyalty-dev");
        assertThat(email.content().template().templateName()).isEqualTo("loyalty-dev-offer");
        assertThat(Json.object(email.content().template().templateData()).members())
                .isEqualTo(Map.of("tier", "GOLD", "offer", "gold-2026-11-18"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void isRefusedForThisMemberOrThisMoment(RuntimeException refusal) {
        failure = refusal;

        assertThat(send()).isEqualTo(new Mailer.Refused(refusal.getClass().getSimpleName()));
        assertThat(emails).hasSize(1);
    }

    static List<RuntimeException> refusals() {
        return List.of(
                MessageRejectedException.builder().statusCode(400).build(),
                BadRequestException.builder().statusCode(400).build(),
                LimitExceededException.builder().statusCode(400).build(),
                TooManyRequestsException.builder().statusCode(429).build());
    }

    @ParameterizedTest
    @MethodSource("stops")
    void stopsWhereNobodyCanBeMailed(RuntimeException stop) {
        failure = stop;

        assertThatThrownBy(this::send).isSameAs(stop);
    }

    static List<RuntimeException> stops() {
        return List.of(
                NotFoundException.builder().statusCode(404).build(),
                SendingPausedException.builder().statusCode(400).build(),
                SesV2Exception.builder().statusCode(403).build());
    }

    /** Never twice: what SES may have taken is not sent again. */
    @ParameterizedTest
    @MethodSource("lostAnswers")
    void isUncertainWhenTheAnswerIsLost(RuntimeException lost) {
        failure = lost;

        assertThat(send()).isEqualTo(new Mailer.Uncertain());
        assertThat(emails).hasSize(1);
    }

    static List<RuntimeException> lostAnswers() {
        return List.of(
                SesV2Exception.builder().statusCode(500).build(),
                SdkClientException.create("lost", new SocketTimeoutException("Read timed out")),
                SdkClientException.create("lost", new SocketException("Connection reset")));
    }

    /** Never lost: what SES cannot have seen is sent another time. */
    @ParameterizedTest
    @MethodSource("failuresToConnect")
    void isRefusedForThisMomentWhereSesCannotBeReached(IOException cause) {
        failure = SdkClientException.create("not sent", cause);

        assertThat(send()).isEqualTo(new Mailer.Refused("NotConnected"));
    }

    static List<IOException> failuresToConnect() {
        return List.of(
                new ConnectException("Connection refused"),
                new UnknownHostException("email.eu-central-1.amazonaws.com"),
                new SocketTimeoutException("Connect timed out"),
                new SocketTimeoutException("connect timed out"));
    }

    private Mailer.Outcome send() {
        return new SesMailer(ses, EMAIL).send(OFFER, "person@example.org");
    }
}
