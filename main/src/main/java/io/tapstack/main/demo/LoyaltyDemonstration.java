package io.tapstack.main.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.AwsEvent;
import io.tapstack.main.localaws.Email;
import io.tapstack.main.localaws.EmulatorApi;
import io.tapstack.main.localaws.EventRule;
import io.tapstack.main.localaws.Logs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Enrols a member, lets a partner book an earning, redeems some of the points, and fires the offers' schedule: the offer
 * reaches the topic and the member's mailbox. Both users sign in at the deployed user pool.
 */
public final class LoyaltyDemonstration implements Demonstration {
    private static final String MEMBER = "member@example.com";
    private static final String PARTNER = "partner@example.com";
    private static final String PARTNERS = "partners";
    private static final String EARNING = "{\"type\":\"earn\",\"points\":1200,\"reference\":\"shown-by-tap-up\"}";
    private static final String REDEMPTION = "{\"type\":\"redeem\",\"points\":200,\"reference\":\"shown-by-tap-up\"}";
    private static final int EVENTS = 1000;

    @Override
    public Map<String, String> endpoints(Target target) {
        Map<String, String> endpoints = new LinkedHashMap<>();
        endpoints.put("aws", target.clients().endpoint());
        endpoints.put("api", LoyaltyClient.api(target));
        return endpoints;
    }

    @Override
    public List<Step> show(Target target) {
        LoyaltyClient member = signedIn(target, MEMBER, Optional.empty());
        LoyaltyClient partner = signedIn(target, PARTNER, Optional.of(PARTNERS));
        List<Step> steps = new ArrayList<>();

        String id = enrol(member);
        steps.add(new Step("POST /members, as " + MEMBER, "enrolled as " + id));

        JsonNode earned = partner.book(id, "tap-up-earns", EARNING);
        steps.add(new Step(
                "POST /members/" + id + "/transactions, as " + PARTNER,
                "earned " + earned.path("points").asLong() + " points, booked as " + transaction(earned)));

        JsonNode redeemed = member.book(id, "tap-up-redeems", REDEMPTION);
        JsonNode again = member.book(id, "tap-up-redeems", REDEMPTION);
        if (!transaction(again).equals(transaction(redeemed))) {
            throw new Failure("the same key redeemed twice: " + redeemed + " and " + again);
        }
        steps.add(new Step(
                "the same, as " + MEMBER + ", twice with one Idempotency-Key",
                "redeemed " + redeemed.path("points").asLong() + " points once, booked as " + transaction(redeemed)));

        JsonNode now = member.get("/members/" + id);
        steps.add(new Step(
                "GET /members/" + id,
                now.path("tier").asText() + ", " + now.path("points").asLong() + " points left of "
                        + now.path("pointsEarned").asLong() + " ever earned"));
        steps.add(new Step(
                "GET /members/" + id + "/transactions", history(member.get("/members/" + id + "/transactions"))));

        EmulatorApi emulator = new EmulatorApi(target.clients());
        steps.add(new Step("schedule → offers", fireSchedule(target, emulator)));
        steps.add(new Step("event bus → topic", waitForOffer(target, emulator, id)));
        steps.add(new Step("offers → e-mail", waitForEmail(target, emulator)));
        return steps;
    }

    @Override
    public List<String> commands(Target target) {
        String id = enrol(signedIn(target, MEMBER, Optional.empty())); // the same one again
        String curl = "curl -sS -H \"Authorization: $token\" ";
        String member = LoyaltyClient.api(target) + "/members/" + id;
        return List.of(
                new PoolUsers(target).tokenLine(MEMBER),
                curl + member,
                curl + "-H 'Content-Type: application/json' -H 'Idempotency-Key: my-first-redemption'"
                        + " --data-raw '{\"type\":\"redeem\",\"points\":10}' " + member + "/transactions",
                curl + member + "/transactions",
                "./tap fire offers-schedule",
                "./tap events --kind topic");
    }

    private static LoyaltyClient signedIn(Target target, String email, Optional<String> group) {
        PoolUsers users = new PoolUsers(target);
        users.ensure(email);
        group.ifPresent(name -> users.addTo(name, email));
        return new LoyaltyClient(target, users.idToken(email));
    }

    private static String enrol(LoyaltyClient member) {
        return member.post("/members", "{\"wantsOffers\":true}")
                .path("memberId")
                .asText();
    }

    private static String transaction(JsonNode transaction) {
        return transaction.path("transactionId").asText();
    }

    private static String history(JsonNode page) {
        return StreamSupport.stream(page.path("transactions").spliterator(), false)
                .map(entry ->
                        entry.path("type").asText() + " " + entry.path("points").asLong())
                .collect(Collectors.joining(", "));
    }

    private static String fireSchedule(Target target, EmulatorApi emulator) {
        String function = target.output("offersLambdaArn");
        EventRule schedule = emulator.rules().stream()
                .filter(rule -> rule.schedule() != null && rule.targets().contains(function))
                .findFirst()
                .orElseThrow(() -> new Failure("no schedule calls " + function));
        for (EventRule.Delivery delivery : emulator.fire(schedule, Optional.empty())) {
            if (!delivery.delivered()) {
                throw new Failure(schedule.name() + " did not reach " + delivery.arn() + ": " + delivery.error());
            }
        }
        return schedule.name() + " fired, " + schedule.schedule();
    }

    /** The member's latest offer, where other systems get it. */
    private static String waitForOffer(Target target, EmulatorApi emulator, String memberId) {
        String topicArn = target.output("offersTopicArn");
        String topic = topicArn.substring(topicArn.lastIndexOf(':') + 1);
        AwsEvent.Query published =
                new AwsEvent.Query(0, EVENTS, Optional.of(AwsEvent.Kind.TOPIC.toString()), Optional.of(topic), 0);
        JsonNode offer = offers(target)
                .until(
                        "offer for member " + memberId + " on the topic " + topic,
                        () -> emulator.events(published).events().stream()
                                .map(event -> json(event.detail()
                                                .path("message")
                                                .asText())
                                        .path("detail"))
                                .filter(detail ->
                                        detail.path("memberId").asText().equals(memberId))
                                .reduce((former, latter) -> latter));
        return offer.path("offer").asText() + " for a " + offer.path("tier").asText() + " member, on " + topic;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new Failure("what was published is not JSON: " + text, e);
        }
    }

    /** The member's latest offer, as the member has it. */
    private static String waitForEmail(Target target, EmulatorApi emulator) {
        Email email = offers(target).until("offer in the mailbox of " + MEMBER, () -> emulator.emails(MEMBER).stream()
                .reduce((former, latter) -> latter));
        return "\"" + email.subject() + "\" from " + email.from();
    }

    private static Patience offers(Target target) {
        return new Patience(target, Logs.groupOf(FunctionName.of(target.output("offersLambdaArn"))));
    }
}
