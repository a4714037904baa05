package io.tapstack.modules.lambda;

import com.hashicorp.cdktf.providers.aws.lambda_invocation.LambdaInvocation;
import io.tapstack.modules.core.Json;
import java.util.Map;
import java.util.TreeMap;
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
    private static final String TRIGGER = "trigger";

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
        // The resource's own "triggers" would replace it, and so call with delete in between.
        Map<String, Object> input = new TreeMap<>(props.input);
        input.put(TRIGGER, props.trigger);
        LambdaInvocation invocation = LambdaInvocation.Builder.create(this, "invocation")
                .functionName(props.function.name())
                .qualifier(props.function.aliasName())
                .input(Json.text(input))
                .lifecycleScope("CRUD")
                .terraformKey("tf")
                .build();
        this.ref = new Ref(invocation.getInput());
    }

    public Ref ref() {
        return ref;
    }
}
