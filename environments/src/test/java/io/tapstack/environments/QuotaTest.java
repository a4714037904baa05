package io.tapstack.environments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.environments.testing.TestContext;
import io.tapstack.modules.core.Environment;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C15")
final class QuotaTest {
    private static final List<StackJson> PROD = SynthesizedStacks.shipped().stream()
            .filter(stack -> stack.environment() == Environment.PROD)
            .toList();

    /** As the payments and loyalty reviews counted them: 413 reserved in prod. */
    @Test
    void countsWhatStaysUnreservedToo() {
        assertThat(need(Quota.CONCURRENCY)).isEqualTo(513);
        assertThat(Quota.CONCURRENCY.need(List.of())).isEqualTo(100);
    }

    @Test
    void countsVpcsAddressesAndProcessors() {
        assertThat(need(Quota.VPCS)).isEqualTo(3);
        assertThat(need(Quota.ADDRESSES)).isEqualTo(3);
        assertThat(need(Quota.PROCESSORS)).isEqualTo(24);
    }

    @Test
    void weighsCloudFrontsPrefixList() {
        assertThat(need(Quota.RULES)).isBetween(55, 60);
    }

    @Test
    void countsEachDirectionOfAGroupAlone() {
        JsonNode stack = TestContext.parse("""
                {"resource": {
                  "aws_vpc_security_group_ingress_rule": {
                    "a": {"security_group_id": "${one}", "cidr_ipv4": "10.0.0.0/16"},
                    "b": {"security_group_id": "${one}", "prefix_list_id": "${aws_vpc_endpoint.s3.prefix_list_id}"},
                    "c": {"security_group_id": "${two}"}},
                  "aws_vpc_security_group_egress_rule": {"a": {"security_group_id": "${one}"}}}}
                """);
        assertThat(Quota.RULES.need(List.of(stack))).isEqualTo(2);
    }

    @Test
    void knowsTheProcessorsOfEachInstance() {
        assertThat(shipped()
                        .flatMap(stack -> stack.all("aws_launch_template").stream())
                        .map(template -> template.at("instance_type").asText()))
                .isNotEmpty()
                .isSubsetOf(Quota.TYPES_WITH_TWO_VCPUS);
    }

    @Test
    void knowsTheWeightOfEachPrefixListThatIsLookedUp() {
        assertThat(shipped()
                        .flatMap(stack ->
                                stack.root().at("/data/aws_ec2_managed_prefix_list").findValuesAsText("name").stream()))
                .isNotEmpty()
                .isSubsetOf(Quota.WEIGHTS.keySet());
    }

    private static int need(Quota quota) {
        return quota.need(PROD.stream().map(StackJson::root).toList());
    }

    private static Stream<StackJson> shipped() {
        return SynthesizedStacks.shipped().stream().filter(stack -> stack.environment() != Environment.LOCAL);
    }
}
