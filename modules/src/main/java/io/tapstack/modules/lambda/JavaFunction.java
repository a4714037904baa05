package io.tapstack.modules.lambda;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.lambda_alias.LambdaAlias;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunction;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionDeadLetterConfig;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionEnvironment;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionSnapStart;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionTracingConfig;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionVpcConfig;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.iam.ServiceRole;
import io.tapstack.modules.logs.LogGroup;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * A Java 21 function on arm64 behind the alias {@code live} (C13; FSBP Lambda.2, Lambda.3): its own log group, role,
 * dead letters, encrypted environment, tracing and JSON log. Callers use the alias, which names a published version:
 * that is what SnapStart serves, and what makes a deployment one switch.
 */
public final class JavaFunction extends Construct {
    private static final String RUNTIME = "java21";

    /**
     * The quick compiler only: handlers are short-lived, and its code is what a snapshot keeps. No cache of addresses: it
     * would be part of the snapshot (AWS: "Maximize Lambda SnapStart performance", networking best practices).
     */
    private static final String JVM_FLAGS = "-XX:+TieredCompilation -XX:TieredStopAtLevel=1 -Dsun.net.inetaddr.ttl=0";

    private final Ref ref;

    /**
     * @param purpose goes into the function's and its role's name: {@code api}
     * @param description what the function does, for the reader of the console
     */
    public record Props(
            Deployment deployment,
            String purpose,
            String description,
            FunctionSettings settings,
            FunctionArtifact artifact,
            FunctionRuntime runtime) {
        public Props {
            Problems.refuse(purpose, settings);
        }

        String name() {
            return deployment.name(purpose);
        }
    }

    /**
     * What others may use of a function. Whoever calls it calls the alias.
     *
     * @param name the dimension {@code FunctionName} of the function's metrics
     * @param arn without a version
     * @param version the published one that the alias names
     * @param aliasInvokeArn what API Gateway integrates with
     */
    public record Ref(
            String name, String arn, String version, String aliasName, String aliasArn, String aliasInvokeArn) {}

    public JavaFunction(Construct scope, String id, Props props) {
        super(scope, id);
        LogGroup log = new LogGroup(
                this,
                "log",
                new LogGroup.Props(
                        "/aws/lambda/" + props.name(),
                        props.settings.logs(),
                        props.runtime.keys().logs()));
        ServiceRole role = role(props, log.ref());
        LambdaFunction function = function(props, role, log.ref());
        String name = function.getFunctionName();
        String version = function.getVersion();
        LambdaAlias alias = LambdaAlias.Builder.create(this, "live")
                .name("live")
                .description("The version that is in use")
                .functionName(name)
                .functionVersion(version)
                .build();
        this.ref = new Ref(name, function.getArn(), version, alias.getName(), alias.getArn(), alias.getInvokeArn());
    }

    public Ref ref() {
        return ref;
    }

    private ServiceRole role(Props props, LogGroup.Ref log) {
        String functionArn = props.deployment.account().arn("lambda", "function:" + props.name());
        return new ServiceRole(
                this,
                "role",
                new ServiceRole.Props(
                        props.deployment,
                        props.purpose,
                        "Lambda function " + props.name(),
                        PolicyDocument.trust("lambda.amazonaws.com"),
                        new FunctionPolicy(functionArn, props.runtime, log).statements()));
    }

    private LambdaFunction function(Props props, ServiceRole role, LogGroup.Ref log) {
        FunctionRuntime runtime = props.runtime;
        LambdaFunction.Builder builder = LambdaFunction.Builder.create(this, "function")
                .functionName(props.name())
                .description(props.description)
                .role(role.ref().arn())
                .runtime(RUNTIME)
                .architectures(List.of("arm64"))
                .filename(props.artifact.jar())
                .sourceCodeHash(props.artifact.hash())
                .handler(props.artifact.handler())
                .publish(true)
                .memorySize(props.settings.memoryMiB())
                .timeout(props.settings.timeout().toSeconds())
                .reservedConcurrentExecutions(props.settings.reservedConcurrency())
                .kmsKeyArn(runtime.keys().environment().arn())
                .environment(LambdaFunctionEnvironment.builder()
                        .variables(variables(runtime))
                        .build())
                .tracingConfig(
                        LambdaFunctionTracingConfig.builder().mode("Active").build())
                .deadLetterConfig(LambdaFunctionDeadLetterConfig.builder()
                        .targetArn(runtime.deadLetters().arn())
                        .build())
                // The role alone is not enough: without its policy Lambda can neither join the VPC nor leave it.
                // (node.addDependency would be silently dropped at synth.)
                .dependsOn(prerequisites(role, runtime));
        runtime.network()
                .ifPresent(network -> builder.vpcConfig(LambdaFunctionVpcConfig.builder()
                        .subnetIds(network.subnetIds())
                        .securityGroupIds(List.of(network.securityGroupId()))
                        .build()));
        if (runtime.snapStart() == SnapStart.PUBLISHED_VERSIONS) {
            builder.snapStart(LambdaFunctionSnapStart.builder()
                    .applyOn("PublishedVersions")
                    .build());
        }
        LambdaFunction function = builder.build();
        function.addOverride("logging_config", jsonLog(log)); // younger than the bindings
        return function;
    }

    private static List<ITerraformDependable> prerequisites(ServiceRole role, FunctionRuntime runtime) {
        return Stream.concat(
                        Stream.of(role.attachment()),
                        runtime.network().stream().flatMap(network -> network.ways().stream()))
                .toList();
    }

    private static Map<String, String> variables(FunctionRuntime runtime) {
        Map<String, String> variables = new TreeMap<>(runtime.environment());
        variables.put("JAVA_TOOL_OPTIONS", JVM_FLAGS);
        return variables;
    }

    /** The log group is named through its reference: it is made before the function (C8). */
    private static Map<String, String> jsonLog(LogGroup.Ref log) {
        return Map.of(
                "log_format", "JSON",
                "log_group", log.name(),
                "application_log_level", "INFO",
                "system_log_level", "INFO");
    }
}
