package io.tapstack.main.verify;

import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.FlowLog;

/** Networks (C14). */
final class NetworkChecks {
    static final List<Check> ALL = List.of(Check.of("flow-log-active", "aws_flow_log")
            .promises(
                    "the flow log is ACTIVE, and its last delivery succeeded",
                    List.of("ec2:DescribeFlowLogs"),
                    NetworkChecks::active));

    private NetworkChecks() {}

    private static Outcome active(Subject log) {
        List<FlowLog> found = log.client(Ec2Client.builder())
                .describeFlowLogs(request -> request.flowLogIds(log.text("id")))
                .flowLogs();
        if (found.isEmpty()) {
            return Outcome.failed("there is no such flow log");
        }
        String error = found.get(0).deliverLogsErrorMessage();
        return Outcome.equal("the flow log", "ACTIVE", found.get(0).flowLogStatus())
                .and(
                        error == null || error.isEmpty()
                                ? Outcome.passed()
                                : Outcome.failed("the last delivery failed: " + error, "look at the role's policy"));
    }
}
