package io.tapstack.lambda.security.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tapstack.lambda.shared.AwsClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What goes over the wire, against answers in EC2's shape. */
@Tag("S9")
class Ec2SecurityGroupsTest {
    private static final String GROUP = """
            <?xml version="1.0" encoding="UTF-8"?>
            <DescribeSecurityGroupsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
              <requestId>1</requestId>
              <securityGroupInfo>
                <item>
                  <groupId>sg-1</groupId>
                  <ipPermissions>
                    <item>
                      <ipProtocol>tcp</ipProtocol><fromPort>22</fromPort><toPort>22</toPort>
                      <groups><item><groupId>sg-2</groupId></item></groups>
                      <ipRanges>
                        <item><cidrIp>0.0.0.0/0</cidrIp><description>why &amp; how</description></item>
                        <item><cidrIp>10.0.0.0/8</cidrIp></item>
                      </ipRanges>
                      <ipv6Ranges><item><cidrIpv6>::/0</cidrIpv6></item></ipv6Ranges>
                      <prefixListIds/>
                    </item>
                    <item>
                      <ipProtocol>-1</ipProtocol>
                      <ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges>
                    </item>
                  </ipPermissions>
                  <ipPermissionsEgress>
                    <item><ipProtocol>-1</ipProtocol><ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges></item>
                  </ipPermissionsEgress>
                  <tagSet><item><key>Remediation</key><value>auto</value></item></tagSet>
                </item>
              </securityGroupInfo>
            </DescribeSecurityGroupsResponse>
            """;

    private final List<String> requests = new ArrayList<>();
    private final List<String> signatures = new ArrayList<>();
    private int status = 200;
    private String answer = "<Answer/>";
    private HttpServer server;
    private SecurityGroups groups;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(URLDecoder.decode(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8));
            signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        groups = new Ec2SecurityGroups(new Ec2Query(
                AwsClients.http().build(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "eu-central-1"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void groupIsReadWithTagsAndEveryAddressThatIsLetIn() {
        answer = GROUP;

        assertThat(groups.describe("sg-1"))
                .isEqualTo(new SecurityGroups.SecurityGroup(
                        Map.of("Remediation", "auto"),
                        List.of(
                                rule("tcp", 22, "0.0.0.0/0", "why & how"),
                                rule("tcp", 22, "10.0.0.0/8", ""),
                                rule("tcp", 22, "::/0", ""),
                                rule("-1", -1, "0.0.0.0/0", ""))));
        assertThat(requests).containsExactly("Action=DescribeSecurityGroups&Version=2016-11-15&GroupId.1=sg-1");
        assertThat(signatures.get(0))
                .startsWith("AWS4-HMAC-SHA256 Credential=id/")
                .contains("/eu-central-1/ec2/aws4_request");
    }

    @Test
    void rulesAreRevokedExactly() {
        groups.revoke("sg-1", List.of(rule("tcp", 22, "0.0.0.0/0", "why & how"), rule("tcp", 22, "::/0", "")));

        assertThat(requests)
                .containsExactly("Action=RevokeSecurityGroupIngress&Version=2016-11-15&GroupId=sg-1"
                        + "&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22&IpPermissions.1.ToPort=22"
                        + "&IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0/0"
                        + "&IpPermissions.1.IpRanges.1.Description=why & how"
                        + "&IpPermissions.2.IpProtocol=tcp&IpPermissions.2.FromPort=22&IpPermissions.2.ToPort=22"
                        + "&IpPermissions.2.Ipv6Ranges.1.CidrIpv6=::/0");
    }

    @Test
    void groupThatIsGoneIsSaidToBe() {
        status = 400;
        answer =
                "<Response><Errors><Error><Code>InvalidGroup.NotFound</Code><Message>m</Message></Error></Errors></Response>";
        assertThatThrownBy(() -> groups.describe("sg-1")).isInstanceOf(ResourceGoneException.class);
    }

    @Test
    void refusedCallIsAFailureThatSaysWhy() {
        status = 403;
        answer = "<Response><Errors><Error><Code>UnauthorizedOperation</Code></Error></Errors></Response>";
        assertThatThrownBy(() -> groups.authorize("sg-1", List.of(rule("tcp", 1, "::/0", ""))))
                .hasMessage("EC2 answers AuthorizeSecurityGroupIngress with 403 UnauthorizedOperation");
    }

    @Test
    void answerThatIsNotXmlIsAFailure() {
        answer = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>";
        assertThatThrownBy(() -> groups.describe("sg-1")).isInstanceOf(UncheckedIOException.class);
        status = 502;
        answer = "bad gateway";
        assertThatThrownBy(() -> groups.describe("sg-1")).hasMessage("EC2 answers DescribeSecurityGroups with 502 ");
    }

    @Test
    void ec2ThatDoesNotAnswerIsAFailure() {
        server.stop(0);
        assertThatThrownBy(() -> groups.describe("sg-1"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("EC2 does not answer DescribeSecurityGroups");
    }

    private static IngressRule rule(String protocol, int port, String cidr, String description) {
        return new IngressRule(protocol, new PortRange(port, port), cidr, description);
    }
}
