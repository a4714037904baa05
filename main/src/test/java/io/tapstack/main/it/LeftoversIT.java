package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.process.Program;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.s3.S3Client;

/** Copies side by side in one account, of which one is deleted: its suffix begins or ends those of its neighbours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("C2")
@Tag(Stages.LONG)
final class LeftoversIT {
    private static final String STATES = "example-tapstack-dev-state";

    private final String suffix = "s" + UUID.randomUUID().toString().substring(0, 4);
    private final Checkout checkout = Checkout.of(LeftoversIT.class);
    private LocalAccount local;
    private EmulatedAccount account;
    private String zone;

    @BeforeAll
    void start() {
        local = LocalAccount.start(checkout);
        account = local.account("eu-central-1");
        zone = account.hostedZone(PlantedCopy.DOMAIN);
        checkout.intoTheEmulatedAccount("dev");
        checkout.changeContext(
                "dev",
                dev -> dev.putObject("domain").put("name", PlantedCopy.DOMAIN).put("hostedZoneId", zone));
        try (S3Client s3 = account.client(S3Client.builder().forcePathStyle(true))) {
            s3.createBucket(request -> request.bucket(STATES)
                    .createBucketConfiguration(place -> place.locationConstraint(account.region())));
        }
    }

    @AfterAll
    void end() {
        local.close();
    }

    @Test
    void deletesOneCopyWholeAndNothingOfItsNeighbours() {
        List<PlantedCopy> neighbours = List.of(copy(suffix + "x"), copy(suffix + "-x"), copy("x-" + suffix));
        PlantedCopy doomed = copy(suffix);
        Set<String> theirs = new TreeSet<>();
        neighbours.forEach(copy -> {
            copy.plant();
            theirs.addAll(copy.made());
        });
        doomed.plant();
        assertThat(seen())
                .containsAll(theirs)
                .containsAll(doomed.made())
                .hasSize(theirs.size() + doomed.made().size());

        Program.Result deleted = checkout.tap(
                new TerraformByHand(checkout, account).environment(), "leftovers", "dev", suffix, "--delete", "--yes");

        assertThat(deleted.exitCode()).as(deleted.text()).isZero();
        assertThat(seen()).containsExactlyInAnyOrderElementsOf(theirs);
    }

    private PlantedCopy copy(String of) {
        return new PlantedCopy(account, of, zone, STATES);
    }

    private Set<String> seen() {
        return PlantedCopy.seen(account, zone, STATES);
    }
}
