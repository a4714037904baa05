import json
import unittest
import urllib.error
import urllib.request


from .asking import Asking
from .functions import zipped
from .running import Running
from tapstack_emulator.iam.requests import reference
from tapstack_emulator.iam.requests.autoscaling import LAUNCHING
from tapstack_emulator.iam.requests.call import ACTIONS, PREFIXES
from tapstack_emulator.iam.requests.consequences import LINKED_ROLES, ROLES, TAGGING, TAGGING_OF_IAM
from tapstack_emulator.iam.requests.dynamodb import ITEM_ACTIONS
from tapstack_emulator.iam.requests.elasticloadbalancing import MADE as MADE_BELOW
from tapstack_emulator.iam.requests.s3 import BUCKET, HEADERS, OBJECT, OF_BUCKETS, OF_OBJECTS

HERE = "us-east-1:123456789012"
TRUST = '{"Statement": []}'
TAGS = [{"Key": "a", "Value": "b"}]
ROLE = "arn:aws:iam::123456789012:role/r"
TOPIC = f"arn:aws:sns:{HERE}:t"
# elasticloadbalancing/latest/userguide/elb-api-permissions.html, aws-load-balancer-controller#3917
NETWORK = [f"ec2:{action} *" for action in (
    "DescribeAccountAttributes", "DescribeAddresses", "DescribeInternetGateways", "DescribeSecurityGroups",
    "DescribeSubnets", "DescribeVpcs", "GetSecurityGroupsForVpc")]
POOL = f"arn:aws:cognito-idp:{HERE}:userpool/us-east-1_x"


def linked(service, role):
    """What is asked to have AWS make a service's role."""
    service += ".amazonaws.com"
    return (f"iam:CreateServiceLinkedRole arn:aws:iam::123456789012:role/aws-service-role/{service}/"
            f"AWSServiceRoleFor{role}")


class RequestsTest(Asking):
    """Each a client's operation and the pairs it must make."""

    def test_a_quota_is_asked_for_by_its_code(self):
        self.asks([f"servicequotas:GetServiceQuota arn:aws:servicequotas:{HERE}:vpc/L-F678F1CE"],
                  "service-quotas", "get_service_quota", ServiceCode="vpc", QuotaCode="L-F678F1CE")

    def test_what_has_a_name_is_asked_for_by_its_name(self):
        self.asks([f"sqs:CreateQueue arn:aws:sqs:{HERE}:q"], "sqs", "create_queue", QueueName="q")
        self.asks([f"sqs:SendMessage arn:aws:sqs:{HERE}:q"], "sqs", "send_message_batch",
                  QueueUrl="http://x/123456789012/q", Entries=[{"Id": "1", "MessageBody": "m"}])
        self.asks([f"sns:CreateTopic {TOPIC}"], "sns", "create_topic", Name="t")
        self.asks([f"sns:Publish {TOPIC}"], "sns", "publish", TopicArn=TOPIC, Message="m")
        self.asks([f"sns:Unsubscribe {TOPIC}"], "sns", "unsubscribe", SubscriptionArn=TOPIC + ":1")
        self.asks([f"ssm:GetParameters arn:aws:ssm:{HERE}:parameter/a/b", f"ssm:GetParameters arn:aws:ssm:{HERE}:"
                   "parameter/c"], "ssm", "get_parameters", Names=["/a/b", "c"])
        self.asks([f"rds:DescribeDBInstances arn:aws:rds:{HERE}:db:d"], "rds", "describe_db_instances",
                  DBInstanceIdentifier="d")
        self.asks([f"lambda:GetFunction arn:aws:lambda:{HERE}:function:f:live"], "lambda", "get_function",
                  FunctionName=f"arn:aws:lambda:{HERE}:function:f", Qualifier="live")
        self.asks([f"cloudwatch:DeleteAlarms arn:aws:cloudwatch:{HERE}:alarm:a",
                   f"cloudwatch:DeleteAlarms arn:aws:cloudwatch:{HERE}:alarm:b"], "cloudwatch", "delete_alarms",
                  AlarmNames=["a", "b"])
        self.asks(["cloudwatch:PutDashboard arn:aws:cloudwatch::123456789012:dashboard/d"], "cloudwatch",
                  "put_dashboard", DashboardName="d", DashboardBody="{}")
        self.asks(["route53:ListResourceRecordSets arn:aws:route53:::hostedzone/Z1"], "route53",
                  "list_resource_record_sets", HostedZoneId="Z1")
        self.asks(["iam:GetRole arn:aws:iam::123456789012:role/r"], "iam", "get_role", RoleName="r")
        self.asks(["iam:CreatePolicy arn:aws:iam::123456789012:policy/team/p"], "iam", "create_policy",
                  PolicyName="p", Path="/team/", PolicyDocument='{"Statement": []}')

    def test_services_of_the_next_systems_are_asked_for_by_name(self):
        self.asks([f"events:PutRule arn:aws:events:{HERE}:rule/r"], "events", "put_rule", Name="r",
                  ScheduleExpression="rate(1 day)")
        self.asks([f"events:DescribeRule arn:aws:events:{HERE}:rule/bus/r"], "events", "describe_rule", Name="r",
                  EventBusName="bus")
        self.asks([f"events:CreateArchive arn:aws:events:{HERE}:archive/a",
                   f"events:CreateArchive arn:aws:events:{HERE}:event-bus/bus"], "events", "create_archive",
                  ArchiveName="a", EventSourceArn=f"arn:aws:events:{HERE}:event-bus/bus")
        self.asks([f"events:PutEvents arn:aws:events:{HERE}:event-bus/bus"], "events", "put_events",
                  Entries=[{"EventBusName": "bus", "Source": "s", "DetailType": "d", "Detail": "{}"}])
        self.asks([f"scheduler:GetSchedule arn:aws:scheduler:{HERE}:schedule/default/s"], "scheduler", "get_schedule",
                  Name="s")
        self.asks(["cognito-idp:CreateUserPool *", "cognito-idp:TagResource *"], "cognito-idp", "create_user_pool",
                  PoolName="p", UserPoolTags={"a": "b"})
        self.asks([f"cognito-idp:DescribeUserPool {POOL}"], "cognito-idp", "describe_user_pool",
                  UserPoolId="us-east-1_x")
        self.asks(["application-autoscaling:DescribeScalableTargets *"], "application-autoscaling",
                  "describe_scalable_targets", ServiceNamespace="dynamodb")

    def test_an_email_is_asked_for_by_its_content_under_the_identity_that_verifies_its_sender(self):
        mail = self.emulator.client("sesv2")
        mail.create_email_identity(EmailIdentity="example.org")
        arn = f"arn:aws:ses:{HERE}"
        simple = {"Simple": {"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "t"}}}}
        rows = [("a@example.com", simple, {}, ["SendEmail"], ["identity/a@example.com"]),
                ("A <a@mail.example.org>", {"Raw": {"Data": b"\n"}}, {}, ["SendEmail", "SendRawEmail"],
                 ["identity/example.org"]),
                ("a@example.org", {"Template": {"TemplateName": "t", "TemplateData": "{}"}},
                 {"ConfigurationSetName": "c"}, ["SendEmail", "SendTemplatedEmail"],
                 ["configuration-set/c", "identity/example.org", "template/t"])]
        for sender, content, more, actions, resources in rows:
            self.asks([f"ses:{action} {arn}:{name}" for action in actions for name in resources], "sesv2", "send_email",
                      FromEmailAddress=sender, Destination={"ToAddresses": ["b@example.com"]}, Content=content, **more)
        self.asks([f"ses:CreateConfigurationSetEventDestination {arn}:configuration-set/s"], "sesv2",
                  "create_configuration_set_event_destination", ConfigurationSetName="s", EventDestinationName="d",
                  EventDestination={"MatchingEventTypes": ["BOUNCE"]})
        self.asks(["ses:CreateConfigurationSetEventDestination *"], "ses",
                  "create_configuration_set_event_destination", ConfigurationSetName="s",
                  EventDestination={"Name": "d", "MatchingEventTypes": ["bounce"]})
        self.asks([f"ses:GetEmailIdentity {arn}:identity/example.org"], "sesv2", "get_email_identity",
                  EmailIdentity="example.org")

    def test_what_watches_the_account_is_asked_for_by_name(self):
        self.emulator.client("s3").create_bucket(Bucket="logs")
        trail = f"arn:aws:cloudtrail:{HERE}:trail/trail"
        self.asks([f"cloudtrail:CreateTrail {trail}", f"cloudtrail:AddTags {trail}", f"iam:PassRole {ROLE}"], "cloudtrail",
                  "create_trail", Name="trail", S3BucketName="logs", CloudWatchLogsRoleArn=ROLE, TagsList=TAGS)
        self.asks([f"cloudtrail:StopLogging {trail}"], "cloudtrail", "stop_logging", Name=trail)
        self.asks([f"cloudtrail:ListTags {trail}"], "cloudtrail", "list_tags", ResourceIdList=[trail])
        recorder = f"arn:aws:config:{HERE}:configuration-recorder/recorder/*"
        self.asks([f"config:PutConfigurationRecorder {recorder}", f"iam:PassRole {ROLE}"], "config",
                  "put_configuration_recorder", ConfigurationRecorder={"name": "recorder", "roleARN": ROLE})
        self.asks([f"config:StopConfigurationRecorder {recorder}"], "config", "stop_configuration_recorder",
                  ConfigurationRecorderName="recorder")
        self.asks([f"config:{action} arn:aws:config:{HERE}:config-rule/*" for action in ("PutConfigRule", "TagResource")],
                  "config", "put_config_rule", Tags=TAGS, ConfigRule={
                      "ConfigRuleName": "r", "Source": {"Owner": "AWS", "SourceIdentifier": "INCOMING_SSH_DISABLED"}})
        rule = self.emulator.client("config").describe_config_rules()["ConfigRules"][0]["ConfigRuleArn"]
        self.asks([f"config:DeleteConfigRule {rule}"], "config", "delete_config_rule", ConfigRuleName="r")
        analyzer = f"arn:aws:access-analyzer:{HERE}:analyzer/a"
        self.asks([f"access-analyzer:CreateAnalyzer {analyzer}", f"access-analyzer:TagResource {analyzer}",
                   linked("access-analyzer", "AccessAnalyzer")],
                  "accessanalyzer", "create_analyzer", analyzerName="a", type="ACCOUNT", tags={"a": "b"})
        malware = linked("malware-protection.guardduty", "AmazonGuardDutyMalwareProtection")
        self.asks(["guardduty:CreateDetector *", f"guardduty:TagResource arn:aws:guardduty:{HERE}:detector/*",
                   linked("guardduty", "AmazonGuardDuty"), malware, malware.replace("CreateServiceLinkedRole", "GetRole")],
                  "guardduty", "create_detector", Enable=True, Tags={"a": "b"})
        self.asks([f"securityhub:EnableSecurityHub arn:aws:securityhub:{HERE}:hub/default",
                   linked("securityhub", "SecurityHub")], "securityhub", "enable_security_hub")
        self.asks(["s3:PutAccountPublicAccessBlock *"], "s3control", "put_public_access_block",
                  AccountId="123456789012", PublicAccessBlockConfiguration={"BlockPublicAcls": True})

    def test_what_has_no_name_yet_is_asked_for_by_its_type(self):
        self.asks([f"ec2:CreateVpc arn:aws:ec2:{HERE}:vpc/*"], "ec2", "create_vpc", CidrBlock="10.0.0.0/16")
        self.asks(["kms:CreateKey *"], "kms", "create_key")
        self.asks(["acm:RequestCertificate *"], "acm", "request_certificate", DomainName="example.com")
        self.asks([f"wafv2:CreateWebACL arn:aws:wafv2:{HERE}:regional/webacl/w/*"], "wafv2", "create_web_acl", Name="w",
                  Scope="REGIONAL", DefaultAction={"Allow": {}}, VisibilityConfig={
                      "SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"})

    def test_lists_are_asked_for_as_aws_asks(self):
        for service, operation, action in (("sqs", "list_queues", "sqs:ListQueues"),
                                           ("sns", "list_topics", "sns:ListTopics"),
                                           ("iam", "list_roles", "iam:ListRoles"),
                                           ("dynamodb", "list_tables", "dynamodb:ListTables"),
                                           ("ec2", "describe_vpcs", "ec2:DescribeVpcs"),
                                           ("s3", "list_buckets", "s3:ListAllMyBuckets")):
            self.asks([f"{action} *"], service, operation)
        self.asks([f"logs:DescribeLogGroups arn:aws:logs:{HERE}:log-group::log-stream:"], "logs", "describe_log_groups")

    def test_ec2_asks_for_every_resource_that_takes_part_and_for_the_tags(self):
        self.asks([f"ec2:CreateSubnet arn:aws:ec2:{HERE}:subnet/*", f"ec2:CreateSubnet arn:aws:ec2:{HERE}:vpc/vpc-1",
                   f"ec2:CreateTags arn:aws:ec2:{HERE}:subnet/*"], "ec2", "create_subnet", VpcId="vpc-1",
                  CidrBlock="10.0.0.0/24", TagSpecifications=[{"ResourceType": "subnet", "Tags": TAGS}])
        self.asks([f"ec2:AuthorizeSecurityGroupIngress arn:aws:ec2:{HERE}:security-group/sg-1"], "ec2",
                  "authorize_security_group_ingress", GroupId="sg-1", IpPermissions=[{
                      "IpProtocol": "tcp", "UserIdGroupPairs": [{"GroupId": "sg-2"}]}])
        self.asks([f"ec2:DeleteTags arn:aws:ec2:{HERE}:vpc/vpc-1"], "ec2", "delete_tags", Resources=["vpc-1"],
                  Tags=[{"Key": "a"}])
        self.asks([f"ec2:CreateFlowLogs arn:aws:ec2:{HERE}:vpc-flow-log/*",
                   f"ec2:CreateFlowLogs arn:aws:ec2:{HERE}:vpc/vpc-1", f"iam:PassRole {ROLE}"], "ec2",
                  "create_flow_logs", ResourceIds=["vpc-1"], ResourceType="VPC", TrafficType="ALL", LogGroupName="g",
                  DeliverLogsPermissionArn=ROLE)

    def test_to_make_something_with_tags_takes_the_right_to_tag_it(self):
        self.asks([f"sqs:CreateQueue arn:aws:sqs:{HERE}:tagged", f"sqs:TagQueue arn:aws:sqs:{HERE}:tagged"], "sqs",
                  "create_queue", QueueName="tagged", tags={"a": "b"})
        self.asks(["iam:CreateRole arn:aws:iam::123456789012:role/tagged",
                   "iam:TagRole arn:aws:iam::123456789012:role/tagged"], "iam", "create_role", RoleName="tagged",
                  AssumeRolePolicyDocument=TRUST, Tags=TAGS)
        self.asks([f"ssm:AddTagsToResource arn:aws:ssm:{HERE}:parameter/p",
                   f"ssm:PutParameter arn:aws:ssm:{HERE}:parameter/p"], "ssm", "put_parameter", Name="/p", Value="v",
                  Type="String", Tags=TAGS)

        self.asks(["lambda:CreateEventSourceMapping *", f"lambda:TagResource arn:aws:lambda:{HERE}:"
                   "event-source-mapping:*"], "lambda", "create_event_source_mapping", FunctionName="f",
                  EventSourceArn=f"arn:aws:sqs:{HERE}:q", Tags={"a": "b"})

    def test_tags_are_asked_for_by_the_arn_that_the_call_names(self):
        group = f"arn:aws:logs:{HERE}:log-group:g"
        self.asks([f"logs:UntagResource {group}"], "logs", "untag_resource", resourceArn=group, tagKeys=["a"])
        self.asks([f"sns:UntagResource {TOPIC}"], "sns", "untag_resource", ResourceArn=TOPIC, TagKeys=["a"])
        function = f"arn:aws:lambda:{HERE}:function:f"
        self.asks([f"lambda:ListTags {function}"], "lambda", "list_tags", Resource=function)
        database = f"arn:aws:rds:{HERE}:db:d"
        self.asks([f"rds:ListTagsForResource {database}"], "rds", "list_tags_for_resource", ResourceName=database)
        self.asks([f"ssm:ListTagsForResource arn:aws:ssm:{HERE}:parameter/p"], "ssm", "list_tags_for_resource",
                  ResourceType="Parameter", ResourceId="/p")

    def test_api_gateway_asks_for_the_http_method_on_the_path(self):
        self.asks(["apigateway:POST arn:aws:apigateway:us-east-1::/restapis"], "apigateway", "create_rest_api",
                  name="a")
        self.asks(["apigateway:PATCH arn:aws:apigateway:us-east-1::/restapis/x/stages/v1"], "apigateway",
                  "update_stage", restApiId="x", stageName="v1", patchOperations=[])
        self.asks(["apigateway:PATCH arn:aws:apigateway:us-east-1::/account", f"iam:PassRole {ROLE}"], "apigateway",
                  "update_account", patchOperations=[{"op": "replace", "path": "/cloudwatchRoleArn", "value": ROLE}])

    def test_a_web_acl_needs_the_consent_of_the_stage(self):
        acl = f"arn:aws:wafv2:{HERE}:regional/webacl/w/1"
        stage = "arn:aws:apigateway:us-east-1::/restapis/x/stages/v1"
        self.asks([f"wafv2:AssociateWebACL {acl}", f"wafv2:AssociateWebACL {stage}", f"apigateway:SetWebACL {stage}"],
                  "wafv2", "associate_web_acl", WebACLArn=acl, ResourceArn=stage)
        self.asks([f"wafv2:GetWebACLForResource arn:aws:wafv2:{HERE}:regional/webacl/*/*",
                   f"wafv2:GetWebACLForResource {stage}"], "wafv2", "get_web_acl_for_resource", ResourceArn=stage)
        self.asks([f"wafv2:PutLoggingConfiguration {acl}"], "wafv2", "put_logging_configuration",
                  LoggingConfiguration={"ResourceArn": acl, "LogDestinationConfigs": ["arn:aws:logs:us-east-1:1:g"]})

    def test_s3_tells_sub_resources_and_headers_apart(self):
        self.asks(["s3:CreateBucket arn:aws:s3:::b"], "s3", "create_bucket", Bucket="b")
        self.asks(["s3:GetEncryptionConfiguration arn:aws:s3:::b"], "s3", "get_bucket_encryption", Bucket="b")
        self.asks(["s3:PutBucketOwnershipControls arn:aws:s3:::b"], "s3", "put_bucket_ownership_controls", Bucket="b",
                  OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]})
        self.asks(["s3:PutObject arn:aws:s3:::b/k", "s3:PutObjectTagging arn:aws:s3:::b/k"], "s3", "put_object",
                  Bucket="b", Key="k", Body=b"", Tagging="a=b")
        self.asks(["s3:PutObject arn:aws:s3:::b/l", "s3:GetObject arn:aws:s3:::b/k"], "s3", "copy_object", Bucket="b",
                  Key="l", CopySource="b/k")
        self.asks(["s3:DeleteObject arn:aws:s3:::b/k", "s3:DeleteObject arn:aws:s3:::b/l"], "s3", "delete_objects",
                  Bucket="b", Delete={"Objects": [{"Key": "k"}, {"Key": "l"}]})

    def test_dynamodb_asks_for_items_of_a_transaction_and_for_indexes(self):
        table = f"arn:aws:dynamodb:{HERE}:table/t"
        self.asks([f"dynamodb:PutItem {table}", f"dynamodb:ConditionCheckItem {table}2"], "dynamodb",
                  "transact_write_items", TransactItems=[
                      {"Put": {"TableName": "t", "Item": {"k": {"S": "1"}}}},
                      {"ConditionCheck": {"TableName": "t2", "Key": {"k": {"S": "1"}},
                                          "ConditionExpression": "attribute_exists(k)"}}])
        self.asks([f"dynamodb:Query {table}/index/byUser"], "dynamodb", "query", TableName="t", IndexName="byUser",
                  KeyConditionExpression="k = :k", ExpressionAttributeValues={":k": {"S": "1"}})

    def test_a_key_is_asked_for_by_its_id_under_whatever_name(self):
        kms = self.emulator.client("kms")
        key = kms.create_key()["KeyMetadata"]["KeyId"]
        kms.create_alias(AliasName="alias/a", TargetKeyId=key)
        arn = f"arn:aws:kms:{HERE}:key/{key}"
        self.asks([f"kms:DescribeKey {arn}"], "kms", "describe_key", KeyId="alias/a")
        self.asks([f"kms:DeleteAlias {arn}", f"kms:DeleteAlias arn:aws:kms:{HERE}:alias/a"], "kms", "delete_alias",
                  AliasName="alias/a")

    def test_a_secret_is_asked_for_by_its_full_arn(self):
        secrets = self.emulator.client("secretsmanager")
        arn = secrets.create_secret(Name="s", SecretString="x")["ARN"]
        self.asks([f"secretsmanager:GetSecretValue {arn}"], "secretsmanager", "get_secret_value", SecretId="s")

    def test_a_database_with_a_managed_password_needs_its_secret(self):
        self.asks([f"rds:CreateDBInstance arn:aws:rds:{HERE}:db:d",
                   f"rds:CreateDBInstance arn:aws:rds:{HERE}:og:default:postgres-*", linked("rds", "RDS"), f"secretsmanager:CreateSecret "
                   f"arn:aws:secretsmanager:{HERE}:secret:rds!*", f"secretsmanager:TagResource "
                   f"arn:aws:secretsmanager:{HERE}:secret:rds!*"], "rds", "create_db_instance",
                  DBInstanceIdentifier="d", Engine="postgres", DBInstanceClass="db.t4g.micro", MasterUsername="m",
                  AllocatedStorage=20, ManageMasterUserPassword=True)

    def test_load_balancers_are_asked_for_by_what_the_call_names_and_makes(self):
        lb = f"arn:aws:elasticloadbalancing:{HERE}:"
        balancer, listener = lb + "loadbalancer/app/b/1", lb + "listener/app/b/1/2"
        act = lambda action, arn: f"elasticloadbalancing:{action} {arn}"
        fixed = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "403"}}]
        self.asks([act("CreateLoadBalancer", lb + "loadbalancer/app/b/*"), act("AddTags", lb + "loadbalancer/app/b/*"),
                   linked("elasticloadbalancing", "ElasticLoadBalancing"), *NETWORK], "elbv2", "create_load_balancer", Name="b", Subnets=["subnet-1"], Tags=TAGS)
        self.emulator.client("iam").create_service_linked_role(AWSServiceName="elasticloadbalancing.amazonaws.com")
        self.asks([act("CreateLoadBalancer", lb + "loadbalancer/app/c/*"), *NETWORK], "elbv2", "create_load_balancer", Name="c",
                  Subnets=["subnet-1"])
        self.asks([act("CreateListener", balancer), act("AddTags", lb + "listener/app/b/1/*")], "elbv2",
                  "create_listener", LoadBalancerArn=balancer, Port=80, Protocol="HTTP", DefaultActions=fixed,
                  Tags=TAGS)
        self.asks([act("CreateRule", listener), act("AddTags", lb + "listener-rule/app/b/1/2/*")], "elbv2",
                  "create_rule", ListenerArn=listener, Priority=1, Conditions=[], Actions=fixed, Tags=TAGS)
        self.asks([act("CreateTargetGroup", lb + "targetgroup/t/*"), "ec2:DescribeInternetGateways *",
                   "ec2:DescribeVpcs *"], "elbv2", "create_target_group", Name="t")
        self.asks([act("DeleteTargetGroup", lb + "targetgroup/t/1")], "elbv2", "delete_target_group",
                  TargetGroupArn=lb + "targetgroup/t/1")
        rule = lb + "listener-rule/app/b/1/2/3"
        self.asks([act("SetRulePriorities", rule)], "elbv2", "set_rule_priorities",
                  RulePriorities=[{"RuleArn": rule, "Priority": 2}])
        self.asks([act("RemoveTags", balancer)], "elbv2", "remove_tags", ResourceArns=[balancer], TagKeys=["a"])
        self.asks([act("DescribeTargetGroups", "*")], "elbv2", "describe_target_groups", LoadBalancerArn=balancer)

    def test_a_distribution_and_what_belongs_to_it_are_asked_for_by_their_ids(self):
        cloudfront = "arn:aws:cloudfront::123456789012:"
        config = {"CallerReference": "r", "Comment": "", "Enabled": True, "Origins": {"Quantity": 1, "Items": [{"Id": "o", "DomainName": "o.example.com"}]},
                  "DefaultCacheBehavior": {"TargetOriginId": "o", "ViewerProtocolPolicy": "https-only"}}
        self.asks([f"cloudfront:CreateDistribution {cloudfront}distribution/*", f"cloudfront:TagResource {cloudfront}distribution/*"],
                  "cloudfront", "create_distribution_with_tags",
                  DistributionConfigWithTags={"DistributionConfig": config, "Tags": {"Items": TAGS}})
        self.asks([f"cloudfront:CreateOriginAccessControl {cloudfront}origin-access-control/*"], "cloudfront",
                  "create_origin_access_control", OriginAccessControlConfig={
                      "Name": "c", "SigningProtocol": "sigv4", "SigningBehavior": "always",
                      "OriginAccessControlOriginType": "s3"})
        self.asks([f"cloudfront:CreateResponseHeadersPolicy {cloudfront}response-headers-policy/*"], "cloudfront",
                  "create_response_headers_policy", ResponseHeadersPolicyConfig={"Name": "p"})
        self.asks([f"cloudfront:UpdateDistribution {cloudfront}distribution/E1"], "cloudfront", "update_distribution",
                  Id="E1", IfMatch="v", DistributionConfig=config)
        self.asks([f"cloudfront:CreateInvalidation {cloudfront}distribution/E1"], "cloudfront", "create_invalidation",
                  DistributionId="E1", InvalidationBatch={"CallerReference": "r", "Paths": {"Quantity": 0}})
        self.asks([f"cloudfront:DeleteResponseHeadersPolicy {cloudfront}response-headers-policy/p"], "cloudfront",
                  "delete_response_headers_policy", Id="p", IfMatch="v")
        self.asks([f"cloudfront:GetOriginAccessControl {cloudfront}origin-access-control/c"], "cloudfront",
                  "get_origin_access_control", Id="c")
        self.asks([f"cloudfront:UntagResource {cloudfront}distribution/E1"], "cloudfront", "untag_resource",
                  Resource=cloudfront + "distribution/E1", TagKeys={"Items": ["a"]})

    def test_aws_own_parameters_belong_to_no_account(self):
        name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
        self.asks([f"ssm:GetParameter arn:aws:ssm:us-east-1::parameter{name}"], "ssm", "get_parameter", Name=name)
        self.asks([f"ssm:GetParameters arn:aws:ssm:us-east-1::parameter{name}",
                   f"ssm:GetParameters arn:aws:ssm:{HERE}:parameter/own"], "ssm", "get_parameters",
                  Names=[name, "/own"])

    def test_an_addresses_association_is_asked_for_as_an_address(self):
        self.asks([f"ec2:DisassociateAddress arn:aws:ec2:{HERE}:elastic-ip/*"], "ec2", "disassociate_address",
                  AssociationId="eipassoc-12345678")

    def test_a_log_delivery_needs_the_consent_of_its_source(self):
        distribution = "arn:aws:cloudfront::123456789012:distribution/E1"
        logs = f"arn:aws:logs:{HERE}:"
        self.asks([f"logs:PutDeliverySource {logs}delivery-source:s", f"logs:TagResource {logs}delivery-source:s",
                   f"cloudfront:AllowVendedLogDeliveryForResource {distribution}"], "logs", "put_delivery_source",
                  name="s", resourceArn=distribution, logType="ACCESS_LOGS", tags={"a": "b"})
        self.asks([f"logs:CreateDelivery {logs}delivery:*", f"logs:CreateDelivery {logs}delivery-source:s",
                   f"logs:CreateDelivery {logs}delivery-destination:d"], "logs", "create_delivery",
                  deliverySourceName="s", deliveryDestinationArn=logs + "delivery-destination:d")
        self.asks([f"logs:GetDelivery {logs}delivery:1"], "logs", "get_delivery", id="1")
        self.asks([f"logs:DeleteDeliveryDestination {logs}delivery-destination:d"], "logs",
                  "delete_delivery_destination", name="d")

    def test_a_group_of_instances_takes_the_right_to_start_them(self):
        iam, ec2 = self.emulator.client("iam"), self.emulator.client("ec2")
        role = iam.create_role(RoleName="machine", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
        iam.create_instance_profile(InstanceProfileName="machine")
        iam.add_role_to_instance_profile(InstanceProfileName="machine", RoleName="machine")
        iam.create_service_linked_role(AWSServiceName="autoscaling.amazonaws.com")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
        security_group = ec2.create_security_group(GroupName="g", Description="d", VpcId=vpc)["GroupId"]
        template = ec2.create_launch_template(LaunchTemplateName="machine", LaunchTemplateData={
            "ImageId": "ami-1", "IamInstanceProfile": {"Name": "machine"},
            "NetworkInterfaces": [{"DeviceIndex": 0, "Groups": [security_group]}], "TagSpecifications": [
                {"ResourceType": "volume", "Tags": TAGS}]})["LaunchTemplate"]["LaunchTemplateId"]
        launching = [*(f"ec2:RunInstances arn:aws:ec2:{HERE}:{each}" for each in (
            "instance/*", "network-interface/*", "volume/*", f"launch-template/{template}", f"subnet/{subnet}",
            f"security-group/{security_group}")), "ec2:RunInstances arn:aws:ec2:us-east-1::image/ami-1",
            f"ec2:CreateTags arn:aws:ec2:{HERE}:volume/*", f"iam:PassRole {role}"]
        group = f"arn:aws:autoscaling:{HERE}:autoScalingGroup:*:autoScalingGroupName/g"
        specification = {"LaunchTemplateId": template, "Version": "1"}
        self.asks([f"autoscaling:CreateAutoScalingGroup {group}", f"autoscaling:CreateOrUpdateTags {group}", *launching],
                  "autoscaling", "create_auto_scaling_group", AutoScalingGroupName="g", MinSize=0, MaxSize=1,
                  LaunchTemplate=specification, VPCZoneIdentifier=subnet, Tags=[
                      {"Key": "a", "Value": "b", "ResourceId": "g", "ResourceType": "auto-scaling-group"}])
        client = self.emulator.client("autoscaling")
        group = client.describe_auto_scaling_groups()["AutoScalingGroups"][0]["AutoScalingGroupARN"]
        self.asks([f"autoscaling:SetDesiredCapacity {group}"], "autoscaling", "set_desired_capacity",
                  AutoScalingGroupName="g", DesiredCapacity=0)
        self.asks([f"autoscaling:CreateOrUpdateTags {group}"], "autoscaling", "create_or_update_tags", Tags=[
            {"Key": "c", "Value": "d", "ResourceId": "g", "ResourceType": "auto-scaling-group"}])
        self.asks([f"autoscaling:StartInstanceRefresh {group}", *launching], "autoscaling", "start_instance_refresh",
                  AutoScalingGroupName="g", DesiredConfiguration={"LaunchTemplate": specification})
        self.asks(["autoscaling:DescribeAutoScalingGroups *"], "autoscaling", "describe_auto_scaling_groups")

    def test_a_form_that_is_none_is_read_as_the_service_speaks(self):
        request = self.emulator.signed("POST", "/2015-03-31/functions/f/invocations", b"", {
            "Content-Type": "application/x-www-form-urlencoded"}, self.emulator.root, "lambda")
        with self.assertRaises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(request)
        self.assertEqual(404, caught.exception.code)
        self.assertIn(("lambda:InvokeFunction", f"arn:aws:lambda:{HERE}:function:f"), self.counts())

    def test_a_role_in_a_request_is_passed(self):
        self.asks([f"lambda:CreateFunction arn:aws:lambda:{HERE}:function:passing", f"iam:PassRole {ROLE}"], "lambda",
                  "create_function", FunctionName="passing", Role=ROLE, Runtime="java21", Handler="h",
                  Code={"ZipFile": zipped()})


class TablesTest(unittest.TestCase):
    """Every action that the code names is one of AWS's reference."""

    def known(self, prefix, action):
        self.assertIn(action, reference.service(prefix).actions, prefix)

    def test_actions_are_aws_actions(self):
        for operation, action in ACTIONS.items():
            self.known(operation.split(":")[0], action)
        for prefix, action in TAGGING.items():
            if action:
                self.known(prefix, action)
        for operation, action in TAGGING_OF_IAM.items():
            self.known("iam", action)
            self.known("iam", operation)
        for operation in ROLES:
            prefix, action = operation.split(":")
            if prefix != "apigateway":
                self.known(prefix, action)
        for operation in (*LINKED_ROLES, *(f"autoscaling:{each}" for each in LAUNCHING),
                          *(f"elasticloadbalancing:{each}" for each in MADE_BELOW)):
            self.known(*operation.split(":"))
        for action in ITEM_ACTIONS.values():
            self.known("dynamodb", action)

    def test_s3_actions_are_aws_actions(self):
        actions = [each for row in [*BUCKET.values(), *OBJECT.values(), OF_BUCKETS, OF_OBJECTS] for each in row if each]
        for action in [*actions, *HEADERS.values()]:
            self.known("s3", action)

    def test_every_prefix_has_its_reference(self):
        for prefix in PREFIXES.values():
            self.assertIsNotNone(reference.service(prefix), prefix)

    def test_resource_types_of_every_action_are_described(self):
        for file in reference.FOLDER.glob("*.json"):
            service = reference.service(file.stem)
            for action in service.actions:
                service.types(action)  # a KeyError would name the type


if __name__ == "__main__":
    unittest.main()
