package io.tapstack.modules.ssm;

import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.providers.aws.ssm_parameter.SsmParameter;
import io.tapstack.modules.core.Deployment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.constructs.Construct;

/**
 * What a stack tells the world (C12): each value once as a Terraform output, for people and pipelines, and once as an
 * SSM parameter, for other systems.
 */
public final class Outputs extends Construct {

    /** A stack has one {@code Outputs}; names and parameters are unique in it. */
    public record Props(Deployment deployment, List<Output> outputs) {
        public Props {
            outputs = List.copyOf(outputs);
            Set<String> taken = new HashSet<>();
            for (Output output : outputs) {
                if (!taken.add(output.name()) || !taken.add(output.parameter())) {
                    throw new IllegalArgumentException(
                            "two outputs are called " + output.name() + " or " + output.parameter());
                }
            }
        }
    }

    public Outputs(Construct scope, String id, Props props) {
        super(scope, id);
        props.outputs.forEach(output -> publish(props.deployment, output));
    }

    private void publish(Deployment deployment, Output output) {
        TerraformOutput terraformOutput = TerraformOutput.Builder.create(this, output.name())
                .description(output.description())
                .value(output.value())
                .build();
        terraformOutput.overrideLogicalId(output.name()); // or it would carry this construct's path and a hash
        SsmParameter.Builder.create(this, output.name() + "-parameter")
                .name(deployment.path(output.parameter()))
                .description(output.description())
                .type("String")
                .tier("Standard")
                .insecureValue(output.value()) // no secret: a plan may show it
                .build();
    }
}
