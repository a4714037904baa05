package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.process.Program;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What an account allows, before anything of an environment is in it. */
@Tag("C15")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class QuotasIT {
    private final Checkout checkout = Checkout.of(QuotasIT.class);
    private LocalAccount local;
    private EmulatedAccount account;

    @BeforeAll
    void startAnAccount() {
        local = LocalAccount.start(checkout);
        account = local.account("eu-central-1");
        checkout.intoTheEmulatedAccount("dev");
    }

    @AfterAll
    void end() {
        local.close();
    }

    @Test
    @Order(1)
    void anEmptyAccountAllowsAllThatDevNeeds() {
        Program.Result doctor = tap(account, "doctor", "--environment", "dev");
        assertThat(doctor.exitCode()).as(doctor.text()).isZero();
        assertThat(doctor.out())
                .contains("123456789012 in eu-central-1, as arn:aws:")
                .contains("150 needed, 1000 allowed, 0 in use by others")
                .contains("VPCs: 3 needed, 5 allowed, 1 in use by others") // the default one
                .endsWith("the account allows all that dev needs\n");
    }

    /** The emulated AWS denies it to this user, who may do nothing. */
    @Test
    @Order(2)
    void namesEachPermissionThatTheCallerLacks() {
        try (IamClient iam = account.client(IamClient.builder())) {
            iam.createUser(request -> request.userName("reader"));
            var key = iam.createAccessKey(request -> request.userName("reader")).accessKey();
            var reader = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
            Program.Result doctor = tap(account.as(reader), "doctor", "--environment", "dev");
            assertThat(doctor.exitCode()).isEqualTo(1);
            assertThat(doctor.out())
                    .contains("may not call lambda:GetAccountSettings")
                    .contains("may not call servicequotas:GetServiceQuota");
        }
    }

    @Test
    @Order(3)
    void bootstrapRefusesBeforeItCreatesAnything() {
        try (Ec2Client ec2 = account.client(Ec2Client.builder());
                S3Client s3 = account.client(S3Client.builder().forcePathStyle(true))) {
            List<String> others = Stream.generate(() -> ec2.createVpc(request -> request.cidrBlock("10.9.0.0/16"))
                            .vpc()
                            .vpcId())
                    .limit(2)
                    .toList();

            Program.Result bootstrap = tap(account, "bootstrap", "dev", "--yes");

            assertThat(bootstrap.exitCode()).isEqualTo(1);
            assertThat(bootstrap.err())
                    .contains("the account does not allow all that dev needs")
                    .contains("VPCs: 3 needed, 5 allowed, 3 in use by others")
                    .contains("--service-code vpc --quota-code L-F678F1CE --desired-value 6")
                    .contains("--skip-quotas");
            assertThat(s3.listBuckets().buckets()).isEmpty();
            others.forEach(vpc -> ec2.deleteVpc(request -> request.vpcId(vpc)));
        }
    }

    private Program.Result tap(EmulatedAccount caller, String... arguments) {
        return checkout.tap(new TerraformByHand(checkout, caller).environment(), arguments);
    }
}
