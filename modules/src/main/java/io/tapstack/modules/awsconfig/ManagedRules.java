package io.tapstack.modules.awsconfig;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.config_config_rule.ConfigConfigRule;
import com.hashicorp.cdktf.providers.aws.config_config_rule.ConfigConfigRuleSource;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Json;
import java.util.List;
import software.constructs.Construct;

/** A rule of AWS Config for each {@link ManagedRule} (S8). */
public final class ManagedRules extends Construct {
    private final Ref ref;

    /** @param recorder what must run first; see {@link Recorder#running} */
    public record Props(Deployment deployment, List<ITerraformDependable> recorder) {
        public Props {
            recorder = List.copyOf(recorder);
        }
    }

    /** What others may use of the rules. */
    public record Ref(Deployment deployment) {
        /** The name that the rule has in events; the name itself, not a reference to it. */
        public String name(ManagedRule rule) {
            return deployment.name(rule.id());
        }
    }

    public ManagedRules(Construct scope, String id, Props props) {
        super(scope, id);
        this.ref = new Ref(props.deployment);
        for (ManagedRule rule : ManagedRule.values()) {
            ConfigConfigRule.Builder builder = ConfigConfigRule.Builder.create(this, rule.id())
                    .name(ref.name(rule))
                    .description(rule.description())
                    .source(ConfigConfigRuleSource.builder()
                            .owner("AWS")
                            .sourceIdentifier(rule.name())
                            .build())
                    .dependsOn(props.recorder);
            if (!rule.parameters().isEmpty()) {
                builder.inputParameters(Json.text(rule.parameters()));
            }
            builder.build();
        }
    }

    public Ref ref() {
        return ref;
    }
}
