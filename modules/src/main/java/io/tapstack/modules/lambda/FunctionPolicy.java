package io.tapstack.modules.lambda;

import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.logs.LogGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a function's role may do: what the handler asked for and what Lambda needs to run it.
 *
 * @param functionArn without a version, and not a reference: the role is made before the function
 */
record FunctionPolicy(String functionArn, FunctionRuntime runtime, LogGroup.Ref log) {
    private static final String[] INTERFACES = {
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses"
    };

    List<Statement> statements() {
        List<Statement> all = new ArrayList<>();
        all.add(Statement.allow("WriteLog")
                .to("logs:CreateLogStream", "logs:PutLogEvents")
                .on(log.arn() + ":*"));
        all.add(Statement.allow("Trace")
                .to("xray:PutTraceSegments", "xray:PutTelemetryRecords")
                .onAnyResource("X-Ray has no resource to name for these actions"));
        runtime.network().ifPresent(network -> all.addAll(networkInterfaces()));
        all.add(runtime.keys().environment().grants().decrypt("Environment"));
        all.addAll(runtime.deadLetters().grants().send());
        all.addAll(runtime.statements());
        return all.stream().distinct().toList(); // the same queue may be granted twice
    }

    /**
     * Lambda acts under the function's role when it makes the network interfaces; the handler itself may not.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">Giving Lambda functions access
     *     to resources in an Amazon VPC</a>
     */
    private List<Statement> networkInterfaces() {
        String because =
                "Lambda checks that the role may do this to any interface, as in AWSLambdaVPCAccessExecutionRole";
        return List.of(
                Statement.allow("LambdaManagesInterfaces").to(INTERFACES).onAnyResource(because),
                Statement.deny("HandlerLeavesInterfacesAlone")
                        .to(INTERFACES)
                        .onAnyResource("it denies")
                        .when(Condition.arnLike("lambda:SourceFunctionArn", functionArn)));
    }
}
