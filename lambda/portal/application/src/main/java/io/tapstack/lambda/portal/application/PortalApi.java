package io.tapstack.lambda.portal.application;

import io.tapstack.lambda.shared.ApiRequest;
import io.tapstack.lambda.shared.ApiResponse;
import io.tapstack.lambda.shared.PageLimit;
import io.tapstack.lambda.shared.Problem;
import io.tapstack.lambda.shared.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The API: accounts, and what was booked to them. */
final class PortalApi {
    private static final Pattern TOKEN = Pattern.compile("[1-9][0-9]{0,17}");

    private final Optional<Origin> origin;
    private final Accounts accounts;

    PortalApi(Optional<Origin> origin, Accounts accounts) {
        this.origin = origin;
        this.accounts = accounts;
    }

    /** Answers a request that came around nobody. */
    ApiResponse answer(ApiRequest request) {
        origin.ifPresent(guard -> guard.admit(request.header(Origin.HEADER)));
        var route = PortalRoute.of(request.route().resource())
                .orElseThrow(() -> Problems.routeNotFound().toException());
        if (!request.route().method().equals("GET")) {
            throw Problems.methodNotAllowed("GET, HEAD").toException();
        }
        return switch (route) {
            case ACCOUNTS ->
                ApiResponse.json(
                        200,
                        Map.of(
                                "accounts",
                                accounts.all().stream().map(Account::toJson).toList()));
            case TRANSACTIONS -> transactions(request, request.pathParameters().get("id"));
        };
    }

    private ApiResponse transactions(ApiRequest request, String account) {
        var limit = PageLimit.of(request);
        var currency = accounts.currency(account).orElseThrow(PortalApi::noAccount);
        var before = before(request, account);
        return ApiResponse.json(
                200, accounts.transactions(account, currency, limit, before).toJson());
    }

    /** The token is not secret: the account always comes from the path. */
    private Optional<Long> before(ApiRequest request, String account) {
        if (!request.query().containsKey("nextToken")) {
            return Optional.empty();
        }
        var transaction = request.queryParameter("nextToken")
                .filter(token -> TOKEN.matcher(token).matches())
                .map(Long::valueOf)
                .filter(id -> accounts.has(account, id))
                .orElseThrow(() -> Problems.invalid("nextToken", "must be the nextToken of a page of this account")
                        .toException());
        return Optional.of(transaction);
    }

    private static Problem.ProblemException noAccount() {
        return Problem.of("account-not-found", 404, "Account not found", "").toException();
    }
}
