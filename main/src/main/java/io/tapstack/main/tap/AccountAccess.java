package io.tapstack.main.tap;

import io.tapstack.main.account.CallerAccount;
import io.tapstack.main.console.Failure;
import io.tapstack.main.leftovers.Access;
import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.terraform.AwsProfiles;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.Problems;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** The account of an environment: the emulated AWS, or the one that the caller's credentials open. */
record AccountAccess(Session session) {

    /** @throws Failure if the credentials are another account's than {@code cdktf.json} names */
    Access to(Environment environment, Account account) {
        Problems.refuse("context.tapstack.environments." + environment.id(), account);
        if (environment == Environment.LOCAL) {
            LocalAws aws = new LocalAws(session);
            LocalClients clients = aws.clients(aws.required(), account.region());
            return Access.of(CallerAccount.emulated(clients, clients.root().credentials()));
        }
        AwsProfiles.check(session.machine());
        CallerAccount caller =
                CallerAccount.ofCaller(account.region(), session.machine().environment());
        isOf(account, caller);
        return Access.of(caller);
    }

    private static void isOf(Account account, CallerAccount caller) {
        try {
            String actual =
                    caller.client(StsClient.builder()).getCallerIdentity().account();
            if (!actual.equals(account.id())) {
                throw new Failure("your credentials are of account " + actual + ", cdktf.json names " + account.id());
            }
        } catch (SdkClientException e) {
            throw new Failure("cannot ask AWS whose credentials these are: " + e.getMessage(), e);
        } catch (SdkException e) {
            throw new Failure("AWS refused to say whose credentials these are: " + e.getMessage(), e);
        }
    }
}
