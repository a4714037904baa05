package io.tapstack.main.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.environments.Context;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The one account in which a test may create and delete, and a suffix of the test's own.
 *
 * @param emulator to be stopped at the end; none in an account of AWS
 */
record Sandbox(AwsAccount account, Environment place, String suffix, Optional<LocalAccount> emulator)
        implements AutoCloseable {

    /** @throws IllegalStateException if {@code cdktf.json} names no sandbox, or the credentials open another account */
    static Sandbox open(Checkout checkout) {
        String suffix = "it" + UUID.randomUUID().toString().substring(0, 6);
        if (!Stages.IN_ACCOUNT) {
            checkout.changeSharedContext(context -> context.put("sandbox", "dev"));
            checkout.intoTheEmulatedAccount("dev");
            LocalAccount local = LocalAccount.start(checkout);
            EmulatedAccount account = Operator.in(local.account("eu-central-1")).account();
            return new Sandbox(AwsAccount.emulated(checkout, account), named(checkout), suffix, Optional.of(local))
                    .checked(checkout);
        }
        Environment place = named(checkout);
        String region = context(checkout).account(place).region();
        return new Sandbox(AwsAccount.ofCaller(checkout, region), place, suffix, Optional.empty()).checked(checkout);
    }

    /** Puts the systems of the emulated account under a domain; an account of AWS has the one that {@code cdktf.json} names. */
    void useDomain(Checkout checkout) {
        emulator.map(local -> local.account(account.region()).hostedZone("dev.pay.example.com"))
                .ifPresent(zone -> checkout.changeContext(environment(), dev -> dev.putObject("domain")
                        .put("name", "dev.pay.example.com")
                        .put("hostedZoneId", zone)));
    }

    static Environment named(Checkout checkout) {
        return context(checkout)
                .sandbox()
                .orElseThrow(() -> new IllegalStateException(
                        "cdktf.json names no sandbox: set context.tapstack.sandbox to the environment in whose account"
                                + " a test may create and delete everything, \"dev\""));
    }

    /** Before anything is created. */
    Sandbox checked(Checkout checkout) {
        Account expected = context(checkout).account(place);
        if (!account.id().equals(expected.id())) {
            close();
            throw new IllegalStateException(
                    "the credentials do not open the account of " + place.id() + ", the sandbox that cdktf.json names");
        }
        return this;
    }

    private static Context context(Checkout checkout) {
        try {
            JsonNode json =
                    new ObjectMapper().readTree(Files.readString(checkout.root().resolve("cdktf.json")));
            return Context.of(json.at("/context/tapstack"), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String environment() {
        return place.id();
    }

    String stateBucket(Checkout checkout) {
        return context(checkout).account(place).stateBucket();
    }

    /** The account as the environment's deployer sees it, with an hour of credentials. */
    AwsAccount deployer() {
        return account.as(Deployment.deployerRoleName(place));
    }

    /** What no report may contain. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        account.environment().forEach((name, value) -> {
            if (name.matches("AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)")) {
                secrets.add(value);
            }
        });
        return secrets;
    }

    @Override
    public void close() {
        emulator.ifPresent(LocalAccount::close);
    }
}
