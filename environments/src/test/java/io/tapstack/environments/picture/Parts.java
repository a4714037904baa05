package io.tapstack.environments.picture;

import io.tapstack.environments.picture.Part.Family;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.TestContext;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the parts out of a stack's resources. */
final class Parts {
    private final StackJson stack;

    private Parts(StackJson stack) {
        this.stack = stack;
    }

    static List<Part> of(StackJson stack) {
        Parts parts = new Parts(stack);
        return Stream.concat(
                        stack.all().stream().flatMap(resource -> parts.part(resource).stream()),
                        parts.alarms().stream())
                .toList();
    }

    private Optional<Part> part(ResourceAssert resource) {
        return isDrawnAsArrow(resource) || keepsAccessLogs(resource)
                ? Optional.empty()
                : PartType.of(resource)
                        .map(type -> new Part(
                                resource.address(),
                                type.family(),
                                kind(type, resource),
                                shortened(type.name(resource)),
                                network(resource)));
    }

    /** A rule is the arrow out of what its events come from. */
    private boolean isDrawnAsArrow(ResourceAssert resource) {
        return resource.address().startsWith("aws_cloudwatch_event_rule.")
                && !EventSource.of(stack, resource).isEmpty();
    }

    private boolean keepsAccessLogs(ResourceAssert resource) {
        return stack.all("aws_s3_bucket_logging").stream()
                .flatMap(logging -> References.addresses(logging.at("target_bucket")).stream())
                .flatMap(target -> Stream.concat(
                        Stream.of(target),
                        References.addresses(byAddress(target).at("bucket")).stream()))
                .anyMatch(resource.address()::equals);
    }

    private static String kind(PartType type, ResourceAssert resource) {
        return resource.at("schedule_expression").isMissingNode() ? type.kind() : "schedule";
    }

    /** Without what all names of the stack begin and end with. */
    private String shortened(String name) {
        String account = TestContext.PLACES.get(stack.environment()).accountId();
        return name.replaceFirst("^" + stack.id() + "-", "")
                .replaceFirst("^" + stack.system() + "-", "")
                .replaceFirst("-" + account + "$", "")
                .replaceFirst("-$", "")
                .replaceFirst("-" + stack.environment().id() + "$", "");
    }

    /** A resource is in the VPC that its subnets are in. */
    private Optional<String> network(ResourceAssert resource) {
        List<String> subnets = new ArrayList<>(References.addresses(resource.at("vpc_config/subnet_ids")));
        References.addresses(resource.at("db_subnet_group_name"))
                .forEach(group ->
                        subnets.addAll(References.addresses(byAddress(group).at("subnet_ids"))));
        return subnets.stream()
                .flatMap(subnet -> References.addresses(byAddress(subnet).at("vpc_id")).stream())
                .findFirst();
    }

    private ResourceAssert byAddress(String address) {
        return stack.all(address.substring(0, address.indexOf('.'))).stream()
                .filter(one -> one.address().equals(address))
                .findAny()
                .orElseThrow();
    }

    /** All of them in one part. */
    private Optional<Part> alarms() {
        int alarms = stack.all("aws_cloudwatch_metric_alarm").size();
        return alarms == 0
                ? Optional.empty()
                : Optional.of(new Part(Part.ALARMS, Family.WATCH, "CloudWatch", alarms + " alarms", Optional.empty()));
    }
}
