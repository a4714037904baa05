package io.tapstack.lambda.loyalty.offers;

import io.tapstack.lambda.shared.AwsCalls;
import io.tapstack.lambda.shared.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** Offers as events of an EventBridge bus, whose rules pass them on. */
final class EventBridgeOfferEvents implements OfferEvents {
    static final String SOURCE = "tapstack.loyalty";
    static final String DETAIL_TYPE = "OfferPublished";

    private final EventBridgeClient client;
    private final String bus;
    private final AwsCalls calls = new AwsCalls("EventBridge");

    EventBridgeOfferEvents(EventBridgeClient client, String bus) {
        this.client = client;
        this.bus = bus;
    }

    @Override
    public Map<Offer, String> publish(List<Offer> offers) {
        var request = PutEventsRequest.builder()
                .entries(offers.stream().map(this::entry).toList())
                .build();
        var results = calls.call(() -> client.putEvents(request)).entries();
        var refused = new LinkedHashMap<Offer, String>();
        for (int i = 0; i < offers.size(); i++) {
            var code = results.get(i).errorCode();
            if (code != null) {
                refused.put(offers.get(i), code);
            }
        }
        return refused;
    }

    private PutEventsRequestEntry entry(Offer offer) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(SOURCE)
                .detailType(DETAIL_TYPE)
                .detail(Json.write(offer.toJson()))
                .build();
    }
}
