package io.tapstack.modules.cloudtrail;

import java.util.Locale;

/**
 * The metric filters of chapter 4 of the CIS AWS Foundations Benchmark (5.0.0), with its patterns to the letter: auditors and
 * scanners compare the text. The sixteenth recommendation, Security Hub, is no filter.
 *
 * @see <a href="https://www.cisecurity.org/benchmark/amazon_web_services">CIS Amazon Web Services Benchmarks</a>
 */
public enum CisFilter {
    UNAUTHORIZED_API_CALLS(
            "4.1",
            "Refused API calls",
            "{ ($.errorCode =\"*UnauthorizedOperation\") || ($.errorCode =\"AccessDenied*\")"
                    + " && ($.sourceIPAddress!=\"delivery.logs.amazonaws.com\") && ($.eventName!=\"HeadBucket\") }"),
    /** The variant that leaves single sign-on out: its sessions do not say whether there was a second factor. */
    CONSOLE_SIGN_IN_WITHOUT_MFA(
            "4.2",
            "Sign-ins to the console without a second factor",
            "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\")"
                    + " && ($.userIdentity.type = \"IAMUser\") && ($.responseElements.ConsoleLogin = \"Success\") }"),
    ROOT_USER(
            "4.3",
            "Uses of the root user",
            "{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedBy NOT EXISTS"
                    + " && $.eventType != \"AwsServiceEvent\" }"),
    IAM_POLICY_CHANGES(
            "4.4",
            "Changes of IAM policies",
            "{($.eventName=DeleteGroupPolicy)||($.eventName=DeleteRolePolicy)||($.eventName=DeleteUserPolicy)"
                    + "||($.eventName=PutGroupPolicy)||($.eventName=PutRolePolicy)||($.eventName=PutUserPolicy)"
                    + "||($.eventName=CreatePolicy)||($.eventName=DeletePolicy)||($.eventName=CreatePolicyVersion)"
                    + "||($.eventName=DeletePolicyVersion)||($.eventName=AttachRolePolicy)"
                    + "||($.eventName=DetachRolePolicy)||($.eventName=AttachUserPolicy)||($.eventName=DetachUserPolicy)"
                    + "||($.eventName=AttachGroupPolicy)||($.eventName=DetachGroupPolicy)}"),
    TRAIL_CHANGES(
            "4.5",
            "Changes of CloudTrail's configuration",
            "{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail)"
                    + " || ($.eventName = StartLogging) || ($.eventName = StopLogging) }"),
    CONSOLE_SIGN_IN_FAILURES(
            "4.6",
            "Failed sign-ins to the console",
            "{ ($.eventName = ConsoleLogin) && ($.errorMessage = \"Failed authentication\") }"),
    KEY_DISABLED_OR_DELETED(
            "4.7",
            "Keys disabled or scheduled for deletion",
            "{($.eventSource = kms.amazonaws.com) && (($.eventName=DisableKey)||($.eventName=ScheduleKeyDeletion)) }"),
    BUCKET_POLICY_CHANGES(
            "4.8",
            "Changes of bucket policies",
            "{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy)"
                    + " || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle)"
                    + " || ($.eventName = PutBucketReplication) || ($.eventName = DeleteBucketPolicy)"
                    + " || ($.eventName = DeleteBucketCors) || ($.eventName = DeleteBucketLifecycle)"
                    + " || ($.eventName = DeleteBucketReplication)) }"),
    CONFIG_CHANGES(
            "4.9",
            "Changes of AWS Config's configuration",
            "{ ($.eventSource = config.amazonaws.com) && (($.eventName=StopConfigurationRecorder)"
                    + "||($.eventName=DeleteDeliveryChannel)||($.eventName=PutDeliveryChannel)"
                    + "||($.eventName=PutConfigurationRecorder)) }"),
    SECURITY_GROUP_CHANGES(
            "4.10",
            "Changes of security groups",
            "{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress)"
                    + " || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = RevokeSecurityGroupEgress)"
                    + " || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup)"
                    + " || ($.eventName = ModifySecurityGroupRules) }"),
    NETWORK_ACL_CHANGES(
            "4.11",
            "Changes of network access control lists",
            "{ ($.eventName = CreateNetworkAcl) || ($.eventName = CreateNetworkAclEntry)"
                    + " || ($.eventName = DeleteNetworkAcl) || ($.eventName = DeleteNetworkAclEntry)"
                    + " || ($.eventName = ReplaceNetworkAclEntry) || ($.eventName = ReplaceNetworkAclAssociation) }"),
    GATEWAY_CHANGES(
            "4.12",
            "Changes of network gateways",
            "{ ($.eventName = CreateCustomerGateway) || ($.eventName = DeleteCustomerGateway)"
                    + " || ($.eventName = AttachInternetGateway) || ($.eventName = CreateInternetGateway)"
                    + " || ($.eventName = DeleteInternetGateway) || ($.eventName = DetachInternetGateway) }"),
    ROUTE_TABLE_CHANGES(
            "4.13",
            "Changes of route tables",
            "{ ($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute)"
                    + " || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable)"
                    + " || ($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable) }"),
    VPC_CHANGES(
            "4.14",
            "Changes of VPCs",
            "{ ($.eventName = CreateVpc) || ($.eventName = DeleteVpc) || ($.eventName = ModifyVpcAttribute)"
                    + " || ($.eventName = AcceptVpcPeeringConnection) || ($.eventName = CreateVpcPeeringConnection)"
                    + " || ($.eventName = DeleteVpcPeeringConnection) || ($.eventName = RejectVpcPeeringConnection)"
                    + " || ($.eventName = AttachClassicLinkVpc) || ($.eventName = DetachClassicLinkVpc)"
                    + " || ($.eventName = DisableVpcClassicLink) || ($.eventName = EnableVpcClassicLink) }"),
    ORGANIZATION_CHANGES(
            "4.15",
            "Changes of the organization",
            "{ ($.eventSource = organizations.amazonaws.com) && (($.eventName = \"AcceptHandshake\")"
                    + " || ($.eventName = \"AttachPolicy\") || ($.eventName = \"CreateAccount\")"
                    + " || ($.eventName = \"CreateOrganizationalUnit\") || ($.eventName = \"CreatePolicy\")"
                    + " || ($.eventName = \"DeclineHandshake\") || ($.eventName = \"DeleteOrganization\")"
                    + " || ($.eventName = \"DeleteOrganizationalUnit\") || ($.eventName = \"DeletePolicy\")"
                    + " || ($.eventName = \"DetachPolicy\") || ($.eventName = \"DisablePolicyType\")"
                    + " || ($.eventName = \"EnablePolicyType\") || ($.eventName = \"InviteAccountToOrganization\")"
                    + " || ($.eventName = \"LeaveOrganization\") || ($.eventName = \"MoveAccount\")"
                    + " || ($.eventName = \"RemoveAccountFromOrganization\") || ($.eventName = \"UpdatePolicy\")"
                    + " || ($.eventName = \"UpdateOrganizationalUnit\")) }");

    private final String number;
    private final String subject;
    private final String pattern;

    CisFilter(String number, String subject, String pattern) {
        this.number = number;
        this.subject = subject;
        this.pattern = pattern;
    }

    /** The recommendation's number: {@code 4.1}. */
    public String number() {
        return number;
    }

    /** What happened, as the beginning of a sentence. */
    public String subject() {
        return subject;
    }

    /** CloudWatch Logs' filter pattern. */
    public String pattern() {
        return pattern;
    }

    /** In kebab-case, with the number: {@code cis-4-1-unauthorized-api-calls}. */
    String id() {
        return "cis-" + number.replace('.', '-') + "-"
                + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
