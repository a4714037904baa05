package io.tapstack.main.leftovers;

import io.tapstack.main.account.CallerAccount;
import io.tapstack.main.testing.FakeAws;
import io.tapstack.main.testing.FakeAws.Answer;
import io.tapstack.main.testing.FakeAws.Request;
import io.tapstack.main.testing.TestKey;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Environment;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An account with topics, some of which the Tagging API still lists after their end, and with names that others gave. */
final class FakeAccount implements AutoCloseable {
    static final Account COPIES = new Account(
            "123456789012",
            "eu-central-1",
            "state-bucket",
            "owner",
            "cost-center",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:";

    private final Map<String, String> suffixes = new LinkedHashMap<>();
    private final Set<String> existing = new TreeSet<>();
    private final Map<String, List<String>> refusals = new LinkedHashMap<>();
    private final List<String> logGroups = new ArrayList<>();
    private final Map<String, String> states = new LinkedHashMap<>();
    private final FakeAws aws = new FakeAws(this::answer);

    /** A topic of the payments system under a suffix. */
    FakeAccount topic(String name, String suffix) {
        suffixes.put(TOPIC + name, suffix);
        existing.add(TOPIC + name);
        return this;
    }

    /** One that was deleted, which the Tagging API does not know yet. */
    FakeAccount ghost(String name, String suffix) {
        suffixes.put(TOPIC + name, suffix);
        return this;
    }

    /** Anything else with tags, of the payments system. */
    FakeAccount tagged(String resource, String suffix) {
        suffixes.put("arn:aws:" + resource, suffix);
        return this;
    }

    /** AWS refuses to delete the topic as long as {@code others} exist, itself for ever. */
    FakeAccount keeps(String name, String... others) {
        refusals.put(TOPIC + name, List.of(others).stream().map(TOPIC::concat).toList());
        return this;
    }

    FakeAccount logGroup(String name) {
        logGroups.add(name);
        return this;
    }

    /** A state of Terraform's. */
    FakeAccount state(String key, String document) {
        states.put("/" + COPIES.stateBucket() + "/" + key, document);
        return this;
    }

    /** Paths of the states that exist. */
    Set<String> states() {
        return states.keySet();
    }

    Set<String> existing() {
        return existing.stream().map(arn -> arn.replace(TOPIC, "")).collect(Collectors.toCollection(TreeSet::new));
    }

    Inventory of(String suffix) {
        Access access = Access.of(CallerAccount.emulated(TestKey.clients(aws.endpoint()), TestKey.ROOT.credentials()));
        return new Inventory(access, new Copy(Environment.DEV, suffix, COPIES));
    }

    private Answer answer(Request request) {
        if (request.path().startsWith("/" + COPIES.stateBucket())) {
            return object(request);
        }
        String target = request.header("X-Amz-Target");
        if (target.endsWith(".GetResources")) {
            return new Answer(200, region(request).equals("eu-central-1") ? resources() : "{}");
        }
        if (target.endsWith(".DescribeLogGroups")) {
            return new Answer(
                    200,
                    "{\"logGroups\":["
                            + logGroups.stream()
                                    .filter(name ->
                                            name.startsWith(request.body().replaceAll(".*:\"|\"}", "")))
                                    .map(name -> "{\"logGroupName\":\"" + name + "\"}")
                                    .collect(Collectors.joining(","))
                            + "]}");
        }
        String topic =
                URLDecoder.decode(request.body(), StandardCharsets.UTF_8).replaceAll("(?s).*TopicArn=([^&]*).*", "$1");
        if (request.body().contains("Action=GetTopicAttributes")) {
            return existing.contains(topic) ? new Answer(200, "<value>" + topic + "</value>") : absent();
        }
        if (request.body().contains("Action=DeleteTopic")) {
            return delete(topic);
        }
        return new Answer(200, "{}");
    }

    private Answer object(Request request) {
        if (request.query().contains("versions")) {
            return new Answer(
                    200,
                    states.keySet().stream()
                            .map(path -> "<Version><Key>"
                                    + path.substring(COPIES.stateBucket().length() + 2)
                                    + "</Key><VersionId>1</VersionId></Version>")
                            .collect(Collectors.joining("", "<ListVersionsResult>", "</ListVersionsResult>")));
        }
        if (request.query().contains("delete")) {
            states.keySet().removeIf(path -> request.body()
                    .contains("<Key>" + path.substring(COPIES.stateBucket().length() + 2) + "</Key>"));
            return new Answer(200, "<DeleteResult/>");
        }
        String document = states.get(request.path());
        return document == null ? new Answer(404, "") : new Answer(200, document);
    }

    private Answer delete(String topic) {
        List<String> keepers = refusals.get(topic);
        if (keepers != null && (keepers.isEmpty() || keepers.stream().anyMatch(existing::contains))) {
            return new Answer(400, "<Error><Code>DependencyViolation</Code><Message>it is in use</Message></Error>");
        }
        return existing.remove(topic) ? new Answer(200, "<DeleteTopicResponse/>") : absent();
    }

    private static Answer absent() {
        return new Answer(404, "<Error><Code>NotFound</Code><Message>Topic does not exist</Message></Error>");
    }

    private String resources() {
        return suffixes.entrySet().stream()
                .map(each -> "{\"ResourceARN\":\"" + each.getKey() + "\",\"Tags\":[" + tag("System", "payments") + ","
                        + tag("Environment", "dev") + "," + tag("EnvironmentSuffix", each.getValue()) + "]}")
                .collect(Collectors.joining(",", "{\"ResourceTagMappingList\":[", "]}"));
    }

    private static String tag(String key, String value) {
        return "{\"Key\":\"" + key + "\",\"Value\":\"" + value + "\"}";
    }

    private static String region(Request request) {
        return request.header("Authorization").split("/", -1)[2];
    }

    @Override
    public void close() {
        aws.close();
    }
}
