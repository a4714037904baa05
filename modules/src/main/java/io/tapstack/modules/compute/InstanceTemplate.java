package io.tapstack.modules.compute;

import com.hashicorp.cdktf.Fn;
import com.hashicorp.cdktf.providers.aws.data_aws_ssm_parameter.DataAwsSsmParameter;
import com.hashicorp.cdktf.providers.aws.iam_instance_profile.IamInstanceProfile;
import com.hashicorp.cdktf.providers.aws.launch_template.LaunchTemplate;
import com.hashicorp.cdktf.providers.aws.launch_template.LaunchTemplateBlockDeviceMappings;
import com.hashicorp.cdktf.providers.aws.launch_template.LaunchTemplateBlockDeviceMappingsEbs;
import com.hashicorp.cdktf.providers.aws.launch_template.LaunchTemplateIamInstanceProfile;
import com.hashicorp.cdktf.providers.aws.launch_template.LaunchTemplateMetadataOptions;
import com.hashicorp.cdktf.providers.aws.launch_template.LaunchTemplateMonitoring;
import com.hashicorp.cdktf.providers.aws.launch_template.LaunchTemplateNetworkInterfaces;
import com.hashicorp.cdktf.providers.aws.launch_template.LaunchTemplateTagSpecifications;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.terraform.StackSettings;
import java.util.List;
import software.constructs.Construct;

/**
 * What a fleet's instances are started from (B6; FSBP AutoScaling.3, AutoScaling.5, EC2.8, EC2.170): Amazon Linux 2023,
 * session-bound metadata that does not leave the instance, an encrypted volume, neither a public address nor a key pair.
 *
 * <p>The image is looked up by every plan and written into the template: a deployment brings the newest patches. Auto
 * Scaling refuses auto rollback for a template that names the parameter instead.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_RollbackInstanceRefresh.html">
 *     RollbackInstanceRefresh</a>
 */
final class InstanceTemplate extends Construct {
    private static final String IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
    private static final String ROOT_DEVICE = "/dev/xvda"; // Amazon Linux's

    private final Props props;
    private final LaunchTemplate template;

    record Props(
            Deployment deployment,
            FleetSettings settings,
            Fleet.Machine machine,
            String roleName,
            String securityGroupId) {}

    InstanceTemplate(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        this.template = template();
    }

    /** The resource itself: its id and its version change at different times. */
    LaunchTemplate resource() {
        return template;
    }

    private LaunchTemplate template() {
        String name = props.deployment.name("app");
        return LaunchTemplate.Builder.create(this, "template")
                .name(name)
                .description("Instances " + name)
                .imageId(image())
                .instanceType(props.settings.instanceType())
                .ebsOptimized("true")
                .updateDefaultVersion(true)
                .iamInstanceProfile(LaunchTemplateIamInstanceProfile.builder()
                        .arn(profile())
                        .build())
                .metadataOptions(LaunchTemplateMetadataOptions.builder()
                        .httpEndpoint("enabled")
                        .httpTokens("required")
                        .httpPutResponseHopLimit(1)
                        .instanceMetadataTags("disabled")
                        .build())
                .monitoring(LaunchTemplateMonitoring.builder().enabled(true).build()) // by the minute
                .blockDeviceMappings(List.of(rootVolume()))
                .networkInterfaces(List.of(LaunchTemplateNetworkInterfaces.builder()
                        .associatePublicIpAddress("false")
                        .deleteOnTermination("true")
                        .securityGroups(List.of(props.securityGroupId))
                        .build()))
                .tagSpecifications(List.of(LaunchTemplateTagSpecifications.builder()
                        .resourceType("volume")
                        .tags(StackSettings.tags(props.deployment))
                        .build()))
                .userData(Fn.base64encode(props.machine.userData()))
                .build();
    }

    /** Not secret, though Terraform takes the value of every parameter for one. */
    private String image() {
        return DataAwsSsmParameter.Builder.create(this, "image")
                .name(IMAGE)
                .build()
                .getInsecureValue();
    }

    private String profile() {
        return IamInstanceProfile.Builder.create(this, "profile")
                .name(props.roleName)
                .role(props.roleName) // a reference: AWS refuses a profile whose role is not there yet
                .build()
                .getArn();
    }

    private LaunchTemplateBlockDeviceMappings rootVolume() {
        return LaunchTemplateBlockDeviceMappings.builder()
                .deviceName(ROOT_DEVICE)
                .ebs(LaunchTemplateBlockDeviceMappingsEbs.builder()
                        .volumeType("gp3")
                        .volumeSize(props.settings.volumeGiB())
                        .encrypted("true")
                        .kmsKeyId(props.machine.volumeKey().arn())
                        .deleteOnTermination("true")
                        .build())
                .build();
    }
}
