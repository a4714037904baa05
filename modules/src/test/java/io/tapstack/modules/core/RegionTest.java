package io.tapstack.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C3")
final class RegionTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    @Test
    void areThoseWhoseDatabasesTheFunctionsTrust() throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.resolve("lambda/postgres/src/main/resources/rds-ca"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".pem"))
                            .map(name -> name.replace(".pem", "")))
                    .containsExactlyInAnyOrderElementsOf(Region.supported());
        }
    }

    @Test
    void haveTwoZonesForEveryAccountAtLeastOrAskForThem() {
        for (String id : Region.supported()) {
            Region region = Region.of(id).orElseThrow();
            assertThat(region.zones()).as(id).containsAll(region.common()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(CidrPlan.ZONES).as(id).containsAll(region.zones());
        }
        assertThat(Region.of("ca-central-1").orElseThrow().common()).containsExactlyInAnyOrder("a", "b", "d");
    }

    @Test
    void lackEmailInAFew() {
        assertThat(Region.withEmail()).hasSize(Region.supported().size() - 3).doesNotContain("eu-south-2");
    }

    @Test
    void isTheOnlyPlaceThatKnowsThePartition() throws IOException {
        for (String module : List.of("modules", "environments")) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(module + "/src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    assertThat(Files.readString(file).replaceAll("(?m)^\\s*(/?\\*|//).*$", ""))
                            .as(file.toString())
                            .doesNotContain("arn:aws");
                }
            }
        }
    }
}
