package io.tapstack.modules.lambda;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.lambda_invocation.LambdaInvocation;
import io.tapstack.modules.core.Json;
import java.util.HashMap;
import java.util.Map;
import software.constructs.Construct;

/**
 * Calls a function while Terraform applies, for work that belongs to a deployment such as a schema migration. The apply
 * fails if the function fails.
 *
 * <p>Terraform adds {@code "tf": {"action": "create" | "update" | "delete", "prev_input": …}} to the input, and calls
 * with {@code delete} too when the stack goes: a function that has nothing to take back returns at once then.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lambda_invocation">
 *     aws_lambda_invocation</a>
 */
public final class FunctionInvocation extends Construct {
    private final LambdaInvocation invocation;
    private final Ref ref;

    /**
     * @param input JSON object for the function
     * @param trigger the function is called again when this changes; the artifact's hash, for example. It reaches the
     *     function as the input's {@code trigger}
     */
    public record Props(JavaFunction.Ref function, Map<String, Object> input, String trigger) {
        public Props {
            input = Map.copyOf(input);
        }
    }

    /**
     * What others may use of an invocation.
     *
     * @param input what the function was called with; whoever mentions it is made or changed after the call
     */
    public record Ref(String input) {}

    public FunctionInvocation(Construct scope, String id, Props props) {
        super(scope, id);
        this.invocation = LambdaInvocation.Builder.create(this, "invocation")
                .functionName(props.function.name())
                .qualifier(props.function.aliasName())
                .input(input(props))
                .lifecycleScope("CRUD")
                .terraformKey("tf")
                .build();
        this.ref = new Ref(invocation.getInput());
    }

    public Ref ref() {
        return ref;
    }

    /** For who cannot mention the input, and so must say {@code dependsOn}. */
    public ITerraformDependable resource() {
        return invocation;
    }

    /** The trigger travels in the input: the resource's own would replace it, and so call with delete in between. */
    private static String input(Props props) {
        Map<String, Object> input = new HashMap<>(props.input);
        input.put("trigger", props.trigger);
        // A hash is a Terraform expression with quotes in it, which must not be escaped as JSON.
        return Json.text(input).replace(Json.text(props.trigger), '"' + props.trigger + '"');
    }
}
