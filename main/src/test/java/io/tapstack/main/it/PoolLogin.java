package io.tapstack.main.it;

import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;

/** New users of the deployed user pool, signed in as an app would. */
record PoolLogin(AccountClients account, String poolId, String clientId) {

    /** The ID token of a user whose address is verified. */
    String idToken(String email, String... groups) {
        String password = "Aa1-" + UUID.randomUUID();
        try (CognitoIdentityProviderClient cognito = account.client(CognitoIdentityProviderClient.builder())) {
            cognito.adminCreateUser(user -> user.userPoolId(poolId)
                    .username(email)
                    .messageAction(MessageActionType.SUPPRESS)
                    .userAttributes(attribute("email", email), attribute("email_verified", "true")));
            for (String group : groups) {
                cognito.adminAddUserToGroup(
                        member -> member.userPoolId(poolId).username(email).groupName(group));
            }
            cognito.adminSetUserPassword(user ->
                    user.userPoolId(poolId).username(email).password(password).permanent(true));
            return cognito.initiateAuth(login -> login.clientId(clientId)
                            .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                            .authParameters(Map.of("USERNAME", email, "PASSWORD", password)))
                    .authenticationResult()
                    .idToken();
        }
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }
}
