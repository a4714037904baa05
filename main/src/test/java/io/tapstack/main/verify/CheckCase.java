package io.tapstack.main.verify;

import io.tapstack.main.testing.FakeAws.Answer;
import io.tapstack.main.testing.FakeAws.Request;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A promise that one answer of AWS keeps and another one breaks.
 *
 * @param attributes of the resource, in JSON
 * @param kept an answer, in the protocol of the service
 * @param change makes the broken answer out of the kept one
 */
record CheckCase(String check, String attributes, String kept, UnaryOperator<String> change) {

    static CheckCase of(String check, String attributes, String kept, String part, String instead) {
        return new CheckCase(check, attributes, kept, answer -> {
            if (!answer.contains(part)) {
                throw new IllegalArgumentException(part + " is no part of " + answer);
            }
            return answer.replace(part, instead);
        });
    }

    Outcome outcomeKept() {
        return outcome(request -> new Answer(200, kept));
    }

    Outcome outcomeBroken() {
        return outcome(request -> new Answer(200, change.apply(kept)));
    }

    private Outcome outcome(Function<Request, Answer> answers) {
        String type = Checks.ALL.stream()
                .filter(one -> one.name().equals(check))
                .findFirst()
                .orElseThrow()
                .type();
        try (FakeSubject aws = new FakeSubject(answers)) {
            return aws.verdicts(check, FakeSubject.resource(type, attributes))
                    .get(0)
                    .outcome();
        }
    }

    @Override
    public String toString() {
        return check;
    }
}
