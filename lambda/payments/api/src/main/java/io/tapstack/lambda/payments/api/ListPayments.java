package io.tapstack.lambda.payments.api;

import io.tapstack.lambda.shared.ApiRequest;
import io.tapstack.lambda.shared.ApiResponse;
import io.tapstack.lambda.shared.CardNumbers;
import io.tapstack.lambda.shared.PageLimit;
import io.tapstack.lambda.shared.Problems;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/** {@code GET /payment?userId=} and {@code ?status=}: pages of payments, the newest first. */
final class ListPayments {
    private static final Set<String> PARAMETERS = Set.of("userId", "status", "limit", "nextToken");

    private final PaymentStore store;

    ListPayments(PaymentStore store) {
        this.store = store;
    }

    ApiResponse answer(ApiRequest request) {
        var query = query(request);
        var page = store.list(query);
        var body = new LinkedHashMap<String, Object>();
        body.put("payments", page.payments().stream().map(Payment::toJson).toList());
        page.next().ifPresent(next -> body.put("nextToken", PageToken.of(query.by(), query.value(), next)));
        return ApiResponse.json(200, body);
    }

    private static PaymentQuery query(ApiRequest request) {
        if (!PARAMETERS.containsAll(request.query().keySet())) {
            throw Problems.invalid("", "only userId, status, limit and nextToken are known")
                    .toException();
        }
        var by = request.query().containsKey("userId") ? PaymentQuery.By.USER_ID : PaymentQuery.By.STATUS;
        if (request.query().containsKey("userId") == request.query().containsKey("status")) {
            throw Problems.invalid("", "exactly one of userId and status is required")
                    .toException();
        }
        var value = request.queryParameter(by.attribute())
                .filter(text -> by == PaymentQuery.By.USER_ID ? isUserId(text) : isStatus(text))
                .orElseThrow(() -> Problems.invalid(
                                by.attribute(),
                                by == PaymentQuery.By.USER_ID ? "must be one user id" : "must be ACCEPTED or REVERSED")
                        .toException());
        return new PaymentQuery(by, value, PageLimit.of(request), position(request, by, value));
    }

    private static Optional<PaymentQuery.Position> position(ApiRequest request, PaymentQuery.By by, String value) {
        if (!request.query().containsKey("nextToken")) {
            return Optional.empty();
        }
        var position = request.queryParameter("nextToken").flatMap(token -> PageToken.read(token, by, value));
        if (position.isEmpty()) {
            throw Problems.invalid("nextToken", "must be the nextToken of an answer to the same question")
                    .toException();
        }
        return position;
    }

    private static boolean isUserId(String text) {
        return NewPaymentReader.isUserId(text) && !CardNumbers.isIn(text);
    }

    private static boolean isStatus(String text) {
        return Arrays.stream(PaymentStatus.values())
                .anyMatch(status -> status.name().equals(text));
    }
}
