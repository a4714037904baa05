package io.tapstack.environments.picture;

import io.tapstack.environments.testing.StackJson;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Somebody outside the stack, whom something in it shows to be there, and the arrows from or to them. */
record Neighbour(Part part, List<Flow> flows) {
    static List<Neighbour> of(StackJson stack, References references) {
        List<Neighbour> all = new ArrayList<>();
        for (ResourceAssert api : stack.all("aws_api_gateway_rest_api")) {
            all.add(from(Part.outside("callers", "callers", authorisation(api)), entrances(stack, references, api)));
        }
        for (ResourceAssert invocation : stack.all("aws_lambda_invocation")) {
            all.add(from(
                    Part.outside("deployment", "Terraform", "deployment"),
                    references.parts(invocation.at("function_name"))));
        }
        for (ResourceAssert sender : stack.all("aws_sesv2_configuration_set")) {
            all.add(to(Part.outside("recipients", "e-mail", "recipients"), Set.of(sender.address())));
        }
        stack.all("aws_sns_topic_subscription").stream()
                .filter(subscription -> subscription.at("protocol").asText().equals("email"))
                .forEach(subscription -> all.add(to(
                        Part.outside("operators", "e-mail", "operators"),
                        references.parts(subscription.at("topic_arn")))));
        return all;
    }

    /** The firewall before the API; the API itself where there is none. */
    private static Set<String> entrances(StackJson stack, References references, ResourceAssert api) {
        Set<String> firewalls = new LinkedHashSet<>();
        stack.all("aws_wafv2_web_acl_association").stream()
                .filter(one -> references.parts(one.at("resource_arn")).contains(api.address()))
                .forEach(one -> firewalls.addAll(references.parts(one.at("web_acl_arn"))));
        return firewalls.isEmpty() ? Set.of(api.address()) : firewalls;
    }

    private static String authorisation(ResourceAssert api) {
        return api.at("body").asText().contains("awsSigv4") ? "signed with IAM" : "with an ID token";
    }

    private static Neighbour from(Part part, Set<String> targets) {
        return new Neighbour(
                part,
                targets.stream().map(target -> Flow.data(part.id(), target)).toList());
    }

    private static Neighbour to(Part part, Set<String> sources) {
        return new Neighbour(
                part,
                sources.stream().map(source -> Flow.data(source, part.id())).toList());
    }
}
