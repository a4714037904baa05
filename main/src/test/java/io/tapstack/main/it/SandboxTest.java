package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.main.testing.FakeAws;
import io.tapstack.main.testing.FakeAws.Answer;
import io.tapstack.modules.core.Environment;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SandboxTest {
    private static final String IDENTITY = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
              <Arn>arn:aws:iam::999988887777:root</Arn><UserId>1</UserId><Account>999988887777</Account>
            </GetCallerIdentityResult></GetCallerIdentityResponse>""";

    private final Checkout checkout = Checkout.of(SandboxTest.class);

    @Test
    void isNotNamedAsShipped() {
        assertThatThrownBy(() -> Sandbox.named(checkout))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("cdktf.json names no sandbox: set context.tapstack.sandbox");
    }

    @Test
    void isNeverProduction() {
        checkout.changeSharedContext(context -> context.put("sandbox", "prod"));
        assertThatThrownBy(() -> Sandbox.named(checkout)).hasMessageStartingWith("cdktf.json names no sandbox");
    }

    @Test
    void isNotTheAccountOfOtherCredentials() {
        checkout.changeSharedContext(context -> context.put("sandbox", "dev"));
        try (FakeAws aws = new FakeAws(request -> new Answer(200, IDENTITY))) {
            AwsAccount other = new AwsAccount(
                    Map.of(
                            "AWS_ENDPOINT_URL", aws.endpoint(),
                            "AWS_ACCESS_KEY_ID", "key",
                            "AWS_SECRET_ACCESS_KEY", "secret"),
                    "eu-central-1");
            Sandbox sandbox = new Sandbox(other, Environment.DEV, "it1", Optional.empty());
            assertThatThrownBy(() -> sandbox.checked(checkout))
                    .hasMessage("the credentials do not open the account of dev, the sandbox that cdktf.json names");
            assertThat(aws.requests()).hasSize(1);
        }
    }
}
