package io.tapstack.environments.picture;

import io.tapstack.environments.picture.Flow.What;
import java.util.List;

/**
 * A pair of attributes that says how data flows.
 *
 * @param from attribute that refers to where it comes from; empty if that is the resource itself
 * @param to attribute that refers to where it goes; empty if that is the resource itself
 */
record Connection(String type, String from, String to, What what) {
    static final List<Connection> ALL = List.of(
            new Connection("aws_api_gateway_rest_api", "", "body", What.DATA),
            new Connection("aws_wafv2_web_acl_association", "web_acl_arn", "resource_arn", What.DATA),
            new Connection("aws_cloudfront_distribution", "web_acl_id", "", What.DATA),
            new Connection("aws_cloudfront_distribution", "", "origin", What.DATA),
            new Connection("aws_lambda_event_source_mapping", "event_source_arn", "function_name", What.DATA),
            new Connection("aws_lambda_event_source_mapping", "function_name", "destination_config", What.FAILURES),
            new Connection("aws_lambda_function", "", "dead_letter_config", What.FAILURES),
            new Connection("aws_cloudwatch_event_target", "rule", "arn", What.DATA),
            new Connection("aws_cloudwatch_event_target", "rule", "dead_letter_config", What.FAILURES),
            new Connection("aws_sqs_queue", "", "redrive_policy", What.FAILURES),
            new Connection("aws_sns_topic_subscription", "topic_arn", "endpoint", What.DATA),
            new Connection("aws_sns_topic_subscription", "topic_arn", "redrive_policy", What.FAILURES),
            new Connection(
                    "aws_sesv2_configuration_set_event_destination",
                    "configuration_set_name",
                    "event_destination",
                    What.DATA),
            new Connection("aws_secretsmanager_secret_rotation", "secret_id", "rotation_lambda_arn", What.DATA),
            new Connection("aws_cloudtrail", "", "s3_bucket_name", What.DATA),
            new Connection("aws_config_delivery_channel", "depends_on", "s3_bucket_name", What.DATA));

    Flow flow(String source, String target) {
        return what == What.DATA ? Flow.data(source, target) : Flow.failures(source, target);
    }
}
