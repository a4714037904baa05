package io.tapstack.lambda.loyalty.offers;

import static io.tapstack.lambda.dynamodb.Attributes.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.loyalty.core.Tier;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

@Tag("C13")
class OffersHandlerTest {
    private static final String EVENT = "{\"time\":\"2026-11-18T09:00:00Z\"}";
    private static final Map<String, String> COMPLETE = new HashMap<>(Map.of(
            "MEMBERS_TABLE_NAME", "members",
            "OFFERS_INDEX_NAME", "OffersIndex",
            "OFFERS_TABLE_NAME", "offers",
            "EVENT_BUS_NAME", "loyalty-dev",
            "FAILURES_QUEUE_URL", "https://sqs.example/failures",
            "SENDER_ADDRESS", "club@example.org",
            "CONFIGURATION_SET_NAME", "loyalty-dev",
            "TEMPLATE_NAME", "loyalty-dev-offer"));

    static {
        COMPLETE.putAll(Map.of("EMAILS_PER_SECOND", "10", "OFFER_TIERS", "GOLD,SILVER", "ACTIVE_WITHIN_DAYS", "90"));
    }

    @Test
    void readsTheDeclaredEnvironmentAndNamesEveryMissingVariable() {
        var settings = OffersSettings.from(new Environment(COMPLETE));
        assertThat(settings.selection())
                .isEqualTo(new OffersSettings.Selection(List.of(Tier.SILVER, Tier.GOLD), Duration.ofDays(90)));

        for (var variable : OffersVariable.values()) {
            if (variable == OffersVariable.LOG_LEVEL) {
                continue;
            }
            assertThatThrownBy(() -> OffersSettings.from(with(variable.name(), null)))
                    .hasMessage("Environment: " + variable + " is not set");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EMAILS_PER_SECOND,0",
        "EMAILS_PER_SECOND,501",
        "ACTIVE_WITHIN_DAYS,0",
        "OFFER_TIERS,GOLD;SILVER",
        "OFFER_TIERS,IRON"
    })
    void refusesSettingsOutOfRange(String name, String value) {
        assertThatThrownBy(() -> OffersSettings.from(with(name, value)))
                .hasMessageStartingWith("Environment: " + name + " must");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-18T09:00:00Z,2026-11-18", "2026-11-18T23:30:00-02:00,2026-11-19"})
    void theDayIsTheEvents(String time, String date) throws IOException {
        assertThat(answer("{\"time\":\"" + time + "\"}"))
                .contains("\"runDate\":\"" + date + "\"", "\"state\":\"DONE\"");
    }

    @Test
    void beginsNoPageThatTheTimeLeftMayNotSufficeFor() throws IOException {
        assertThat(answer(new TestOffers(), EVENT, 20_000)).contains("\"state\":\"DONE\"");
        assertThat(answer(new TestOffers(), EVENT, 19_999)).contains("\"state\":\"SELECTING\"");
    }

    @Test
    void holdsTheRunUntilTheInvocationHasEnded() throws IOException {
        var offers = new TestOffers();
        answer(offers, EVENT, 60_000);

        assertThat(offers.tables.dynamoDb.requests)
                .filteredOn(UpdateItemRequest.class::isInstance)
                .extracting(request -> ((UpdateItemRequest) request).expressionAttributeValues())
                .filteredOn(values -> values.containsKey(":until"))
                .isNotEmpty()
                .allSatisfy(values -> assertThat(values).containsEntry(":until", number(offers.now + 60_000)));
    }

    @Test
    void isIdleWhereTheRunIsDone() throws IOException {
        var offers = new TestOffers();
        answer(offers, EVENT, 60_000);

        assertThat(answer(offers, EVENT, 60_000)).contains("\"state\":\"IDLE\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"time\":\"today\"}", "{\"time\":5}"})
    void refusesAnEventWithoutTime(String event) {
        assertThatThrownBy(() -> answer(event)).hasMessage("the event's time is missing or unusable");
    }

    @Test
    void handlerIsWhatTheDeploymentNames() throws ReflectiveOperationException {
        var handler = Class.forName("io.tapstack.lambda.loyalty.offers.OffersHandler");

        assertThat(RequestStreamHandler.class).isAssignableFrom(handler);
        assertThat(handler.getConstructor()).isNotNull();
    }

    private static String answer(String event) throws IOException {
        return answer(new TestOffers(), event, 60_000);
    }

    private static String answer(TestOffers offers, String event, int remainingMillis) throws IOException {
        var clock = Clock.fixed(Instant.ofEpochMilli(offers.now), ZoneOffset.UTC);
        var log = JsonLog.of(
                "loyalty-offers",
                "test",
                JsonLog.Level.INFO,
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                clock);
        var output = new ByteArrayOutputStream();
        new OffersHandler(offers.run, clock, log)
                .handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                        output,
                        context(remainingMillis));
        return output.toString(StandardCharsets.UTF_8);
    }

    private static Context context(int remainingMillis) {
        return (Context) Proxy.newProxyInstance(
                OffersHandlerTest.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) ->
                        method.getReturnType() == int.class ? (Object) remainingMillis : "request-1");
    }

    private static Environment with(String name, String value) {
        var variables = new HashMap<>(COMPLETE);
        variables.remove(name);
        if (value != null) {
            variables.put(name, value);
        }
        return new Environment(variables);
    }
}
