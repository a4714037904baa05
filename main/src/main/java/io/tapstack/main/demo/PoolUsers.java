package io.tapstack.main.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.main.localaws.CurlLine;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** Users of the deployed user pool, made as its administrator makes them. Nobody keeps or sees their passwords. */
record PoolUsers(Demonstration.Target target) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SERVICE = "cognito-idp";
    private static final String SERVICE_TARGET = "AWSCognitoIdentityProviderService.";
    private static final int SECRET_BYTES = 16;

    /** A user who is there afterwards, made now or before, with a verified address. */
    void ensure(String email) {
        ObjectNode user = inPool(email).put("MessageAction", "SUPPRESS");
        var attributes = user.putArray("UserAttributes");
        Map.of("email", email, "email_verified", "true")
                .forEach((name, value) ->
                        attributes.addObject().put("Name", name).put("Value", value));
        cognito().call("AdminCreateUser", user, Set.of("UsernameExistsException"));
    }

    void addTo(String group, String email) {
        cognito().call("AdminAddUserToGroup", inPool(email).put("GroupName", group), Set.of());
    }

    /** Signs a user in, with a password of this moment, and gives the ID token. */
    String idToken(String email) {
        String password = password();
        cognito()
                .call(
                        "AdminSetUserPassword",
                        inPool(email).put("Password", password).put("Permanent", true),
                        Set.of());
        return cognito()
                .call("InitiateAuth", signIn(email, password), Set.of())
                .at("/AuthenticationResult/IdToken")
                .asText();
    }

    /** A line for a shell that sets {@code $token} to an ID token of a user; the password only that shell knows. */
    String tokenLine(String email) {
        String setPassword = inPool(email)
                .put("Permanent", true)
                .put("Password", "$password")
                .toString();
        String signIn = signIn(email, "$password").toString();
        return "password=Aa1-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \\n')"
                + " && curl -sSf " + CurlLine.login(target.clients(), SERVICE)
                + curl("AdminSetUserPassword", setPassword)
                + " && token=$(curl -sSf" + curl("InitiateAuth", signIn)
                + " | sed 's/.*\"IdToken\": *\"\\([^\"]*\\)\".*/\\1/')";
    }

    /** The rest of such a line; the shell puts the password into the body. */
    private String curl(String action, String body) {
        return " -H 'Content-Type: " + AwsJson.TYPE + "' -H 'X-Amz-Target: " + SERVICE_TARGET + action
                + "' --data-raw \"" + body.replace("\"", "\\\"") + "\" "
                + target.clients().endpoint() + "/";
    }

    private ObjectNode signIn(String email, String password) {
        ObjectNode signIn = MAPPER.createObjectNode()
                .put("ClientId", target.output("userPoolClientId"))
                .put("AuthFlow", "USER_PASSWORD_AUTH");
        signIn.putObject("AuthParameters").put("USERNAME", email).put("PASSWORD", password);
        return signIn;
    }

    private ObjectNode inPool(String email) {
        return MAPPER.createObjectNode()
                .put("UserPoolId", target.output("userPoolId"))
                .put("Username", email);
    }

    /** Long, and of every kind of character that a pool may ask for. */
    private static String password() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return "Aa1-" + HexFormat.of().formatHex(secret);
    }

    private AwsJson cognito() {
        return new AwsJson(target.clients(), "Cognito", SERVICE, SERVICE_TARGET);
    }
}
