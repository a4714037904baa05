package io.tapstack.modules.ssm;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C12")
final class OutputsSynthTest {
    private static final Output VPC = new Output("vpcId", "The VPC of the system", "vpc-1");
    private static final Output TOPIC =
            new Output("topicArn", "Where offers are published", "arn:topic", "sns/topic-arn");

    @Test
    void isATerraformOutputUnderItsOwnName() {
        JsonNode output = synth(VPC).root().at("/output/vpcId");
        assertThat(output.path("value").asText()).isEqualTo("vpc-1");
        assertThat(output.path("description").asText()).isEqualTo("The VPC of the system");
    }

    @Test
    void isAParameterUnderTheSystemAndSuffix() {
        synth(VPC)
                .only("aws_ssm_parameter")
                .has("name", "/payments/pr123/outputs/vpcId")
                .has("description", "The VPC of the system")
                .has("type", "String")
                .has("tier", "Standard")
                .has("insecure_value", "vpc-1");
    }

    @Test
    @Tag("L7")
    void takesAnotherPathWhereOneIsAgreed() {
        synth(VPC, TOPIC)
                .only("aws_ssm_parameter", "name", "/payments/pr123/sns/topic-arn")
                .has("insecure_value", "arn:topic");
    }

    @Test
    void refusesTwoOfOneName() {
        assertThatThrownBy(() -> new Outputs.Props(DEPLOYMENT, List.of(VPC, VPC)))
                .hasMessage("two outputs are called vpcId or outputs/vpcId");
    }

    @Test
    void refusesANameThatIsNotCamelCase() {
        assertThatThrownBy(() -> new Output("vpc-id", "The VPC", "vpc-1"))
                .hasMessage("an output's name is camelCase, got \"vpc-id\"");
    }

    @Test
    void refusesAnOutputThatNobodyExplains() {
        assertThatThrownBy(() -> new Output("vpcId", " ", "vpc-1")).hasMessage("output vpcId has no description");
    }

    @Test
    void refusesAParameterThatIsNotAPath() {
        assertThatThrownBy(() -> new Output("vpcId", "The VPC", "vpc-1", "/vpc"))
                .hasMessage("output vpcId: \"/vpc\" is not a path such as sns/topic-arn");
    }

    private static Synthesized synth(Output... outputs) {
        return Synthesized.of(stack -> new Outputs(stack, "outputs", new Outputs.Props(DEPLOYMENT, List.of(outputs))));
    }
}
