package io.tapstack.main.testing;

import io.tapstack.main.account.CallerAccount;
import io.tapstack.main.testing.FakeAws.Answer;
import io.tapstack.main.testing.FakeAws.Request;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An AWS account that answers calls by their action, each with what a test gives; an established, empty one at first. */
public final class FakeAccount implements AutoCloseable {
    private static final String EC2 = "xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"";

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final FakeAws aws = new FakeAws(this::answer);

    public FakeAccount() {
        put("GetCallerIdentity", """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
                <Arn>arn:aws:iam::111122223333:user/ops</Arn><Account>111122223333</Account>
                </GetCallerIdentityResult></GetCallerIdentityResponse>""");
        concurrency(1000, 1000);
        answers.put(
                "GetFunctionConcurrency",
                new Answer(404, "{}", Map.of("x-amzn-ErrorType", "ResourceNotFoundException")));
        put("GetServiceQuota", "{\"Quota\":{\"Value\":60.0}}");
        ec2("DescribeVpcs", "<vpcSet/>");
        ec2("DescribeAddresses", "<addressesSet/>");
        ec2("DescribeInstances", "<reservationSet/>");
    }

    public FakeAccount put(String action, String answer) {
        return put(action, 200, answer);
    }

    public FakeAccount put(String action, int status, String answer) {
        answers.put(action, new Answer(status, answer));
        return this;
    }

    public FakeAccount ec2(String action, String content) {
        return put(action, "<" + action + "Response " + EC2 + ">" + content + "</" + action + "Response>");
    }

    public FakeAccount concurrency(int allowed, int unreserved) {
        return put(
                "GetAccountSettings",
                "{\"AccountLimit\":{\"ConcurrentExecutions\":" + allowed + ",\"UnreservedConcurrentExecutions\":"
                        + unreserved + "}}");
    }

    /** As a service of the JSON protocol denies a call. */
    public FakeAccount deny(String action) {
        return put(action, 400, "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}");
    }

    /** As EC2 denies a call. */
    public FakeAccount denyEc2(String action) {
        return put(
                action, 403, "<Response><Errors><Error><Code>UnauthorizedOperation</Code></Error></Errors></Response>");
    }

    public CallerAccount account() {
        return CallerAccount.emulated(TestKey.clients(aws.endpoint()), TestKey.ROOT.credentials());
    }

    private Answer answer(Request request) {
        return answers.getOrDefault(action(request), new Answer(500, "nothing for " + request));
    }

    private static String action(Request request) {
        if (request.path().endsWith("/account-settings") || request.path().endsWith("/account-settings/")) {
            return "GetAccountSettings";
        }
        if (request.path().endsWith("/concurrency")) {
            return "GetFunctionConcurrency";
        }
        String target = request.header("X-Amz-Target");
        return target.isEmpty()
                ? request.body().replaceAll("(?s).*\\bAction=(\\w+).*", "$1")
                : target.substring(target.indexOf('.') + 1);
    }

    @Override
    public void close() {
        aws.close();
    }
}
