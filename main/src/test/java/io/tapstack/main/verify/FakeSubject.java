package io.tapstack.main.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.account.CallerAccount;
import io.tapstack.main.terraform.StackState;
import io.tapstack.main.testing.FakeAws;
import io.tapstack.main.testing.FakeAws.Answer;
import io.tapstack.main.testing.FakeAws.Request;
import io.tapstack.main.testing.TestKey;
import java.util.List;
import java.util.function.Function;

/** A stack of resources by hand, and an AWS that answers as a test says. */
final class FakeSubject implements AutoCloseable {
    private final FakeAws aws;
    private final CallerAccount account;

    FakeSubject(Function<Request, Answer> answers) {
        aws = new FakeAws(answers);
        account = CallerAccount.emulated(TestKey.clients(aws.endpoint()), TestKey.ROOT.credentials());
    }

    CallerAccount account() {
        return account;
    }

    List<Request> requests() {
        return aws.requests();
    }

    void stopAnswering() {
        aws.close();
    }

    /** The verdicts of all checks of this name. */
    List<Verdict> verdicts(String check, StackState.Resource... resources) {
        List<Check> named =
                Checks.ALL.stream().filter(one -> one.name().equals(check)).toList();
        return new Verification(named).of(account, new StackState(List.of(resources)));
    }

    /** @param attributes as JSON */
    static StackState.Resource resource(String type, String attributes) {
        try {
            return new StackState.Resource(type, type + ".it", new ObjectMapper().readTree(attributes));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(attributes, e);
        }
    }

    @Override
    public void close() {
        account.close();
        aws.close();
    }
}
