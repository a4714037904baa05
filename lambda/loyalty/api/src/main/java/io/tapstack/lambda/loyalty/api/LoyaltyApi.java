package io.tapstack.lambda.loyalty.api;

import io.tapstack.lambda.loyalty.core.Accounts;
import io.tapstack.lambda.loyalty.core.Balance;
import io.tapstack.lambda.loyalty.core.Entry;
import io.tapstack.lambda.loyalty.core.LoyaltyProblems;
import io.tapstack.lambda.loyalty.core.Member;
import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.loyalty.core.Movement;
import io.tapstack.lambda.loyalty.core.Tier;
import io.tapstack.lambda.shared.Api;
import io.tapstack.lambda.shared.ApiRequest;
import io.tapstack.lambda.shared.ApiResponse;
import io.tapstack.lambda.shared.IdempotencyKey;
import io.tapstack.lambda.shared.JsonBody;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.PageLimit;
import io.tapstack.lambda.shared.Problems;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The API: routes a request to what it asks for, provided that the caller may ask. */
public final class LoyaltyApi {
    private static final Set<String> PAGE_PARAMETERS = Set.of("limit", "nextToken");

    private final Parts parts;
    private final String partnerGroup;
    private final Clock clock;
    private final Api api;

    /** What the API is made of. */
    record Parts(Accounts accounts, Enrolment enrolment, BookMovement movements, History history, Cursors cursors) {}

    /**
     * An API.
     *
     * @param partnerGroup the user pool's group whose users may book earnings
     * @param allowedOrigin value of Access-Control-Allow-Origin on every answer
     */
    LoyaltyApi(Parts parts, String partnerGroup, String allowedOrigin, Clock clock, JsonLog log) {
        this.parts = parts;
        this.partnerGroup = partnerGroup;
        this.clock = clock;
        this.api = new Api(this::route, "LoyaltyApiRefused", allowedOrigin, log);
    }

    /** Answers one request, whatever was sent. */
    public ApiResponse answer(ApiRequest request) {
        return api.answer(request);
    }

    private ApiResponse route(ApiRequest request, JsonLog log) {
        var method = request.route().method();
        return switch (request.route().resource()) {
            case "/members" ->
                switch (method) {
                    case "POST" -> enrol(request, log);
                    default -> throw Problems.methodNotAllowed("POST").toException();
                };
            case "/members/{id}" ->
                switch (method) {
                    case "GET" -> show(request);
                    default -> throw Problems.methodNotAllowed("GET").toException();
                };
            case "/members/{id}/preferences" ->
                switch (method) {
                    case "PUT" -> prefer(request, log);
                    default -> throw Problems.methodNotAllowed("PUT").toException();
                };
            case "/members/{id}/transactions" ->
                switch (method) {
                    case "POST" -> book(request, log);
                    case "GET" -> list(request);
                    default -> throw Problems.methodNotAllowed("GET, POST").toException();
                };
            default -> throw Problems.routeNotFound().toException();
        };
    }

    private ApiResponse enrol(ApiRequest request, JsonLog log) {
        var caller = caller(request);
        JsonBody.check(request);
        var contact = new Member.Contact(caller.email(), RequestReader.wantsOffers(JsonBody.of(request)));
        var member = new Member(caller.id(), contact, Tier.BRONZE, new Balance(0, 0), clock.millis());
        var isNew = parts.enrolment().enrol(member);
        if (isNew) {
            log.info("member enrolled", Map.of("memberId", member.id()));
            log.count("LoyaltyMembersEnrolled");
        }
        return ApiResponse.json(isNew ? 201 : 200, (isNew ? member : find(caller.id())).toJson())
                .with("Location", request.route().path() + "/" + caller.id());
    }

    private ApiResponse show(ApiRequest request) {
        return ApiResponse.json(200, find(own(request)).toJson());
    }

    private ApiResponse prefer(ApiRequest request, JsonLog log) {
        var id = own(request);
        JsonBody.check(request);
        var wantsOffers = RequestReader.wantsOffers(JsonBody.of(request));
        var member = parts.enrolment().wantsOffers(id, wantsOffers).orElseThrow(() -> LoyaltyProblems.memberNotFound()
                .toException());
        log.info("preferences changed", Map.of("memberId", id, "wantsOffers", wantsOffers));
        return ApiResponse.json(200, member.toJson());
    }

    private ApiResponse book(ApiRequest request, JsonLog log) {
        var caller = caller(request);
        if (!caller.isPartner()) {
            caller.own(id(request)); // who may not know the member learns nothing from how the rest is refused
        }
        JsonBody.check(request);
        var keyHash = IdempotencyKey.hash(request);
        var movement = RequestReader.movement(JsonBody.of(request));
        var member = movement.type() == Movement.Type.EARN ? caller.earning(id(request)) : caller.own(id(request));
        var result = parts.movements().book(member, movement, keyHash);
        var what = movement.type() == Movement.Type.EARN ? "Earned" : "Redeemed";
        log.info(
                result.replayed() ? "movement replayed" : "movement booked",
                Map.of("memberId", member, "transactionId", result.entry().id(), "type", movement.type()));
        log.count(result.replayed() ? "LoyaltyReplayed" : "Loyalty" + what);
        var response = ApiResponse.json(201, result.entry().toJson());
        return result.replayed() ? response.with("Idempotency-Replayed", "true") : response;
    }

    private ApiResponse list(ApiRequest request) {
        var id = own(request);
        if (!PAGE_PARAMETERS.containsAll(request.query().keySet())) {
            throw Problems.invalid("", "only limit and nextToken are known").toException();
        }
        var limit = PageLimit.of(request);
        var after = position(request, id);
        find(id);
        var page = parts.history().page(id, limit, after);
        var body = new LinkedHashMap<String, Object>();
        body.put("transactions", page.entries().stream().map(Entry::toJson).toList());
        page.next().ifPresent(next -> body.put("nextToken", parts.cursors().of(id, next)));
        return ApiResponse.json(200, body);
    }

    private Optional<History.Position> position(ApiRequest request, MemberId member) {
        if (!request.query().containsKey("nextToken")) {
            return Optional.empty();
        }
        var position = request.queryParameter("nextToken")
                .flatMap(token -> parts.cursors().read(token, member));
        if (position.isEmpty()) {
            throw Problems.invalid("nextToken", "must be the nextToken of an answer about the same member")
                    .toException();
        }
        return position;
    }

    private Member find(MemberId id) {
        return parts.accounts().find(id).orElseThrow(() -> LoyaltyProblems.memberNotFound()
                .toException());
    }

    private MemberId own(ApiRequest request) {
        return caller(request).own(id(request));
    }

    private Caller caller(ApiRequest request) {
        return Caller.of(request, partnerGroup);
    }

    private static String id(ApiRequest request) {
        return request.pathParameters().getOrDefault("id", "");
    }
}
