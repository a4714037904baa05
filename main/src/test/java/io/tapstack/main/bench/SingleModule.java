package io.tapstack.main.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The stacks in one Maven module, started as CDKTF's template for Java starts a project: {@code mvn compile exec:java}.
 * The versions are pinned as here, and this project's checks are off: the comparison is to be a fair one.
 */
record SingleModule(Path folder) {
    /** Copies the sources and compiles them. */
    static SingleModule of(Path project, Path folder) throws IOException, InterruptedException {
        SingleModule module = new SingleModule(folder);
        Path sources = Files.createDirectories(folder.resolve("src/main"));
        for (String name : List.of("modules", "environments")) {
            copy(project.resolve(name).resolve("src/main"), sources);
        }
        String app = "java/io/tapstack/main/App.java";
        Files.createDirectories(sources.resolve(app).getParent());
        Files.copy(project.resolve("main/src/main").resolve(app), sources.resolve(app));
        Files.copy(project.resolve("cdktf.json"), folder.resolve("cdktf.json"));
        Files.writeString(folder.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <parent>
                    <groupId>io.tapstack</groupId>
                    <artifactId>tapstack</artifactId>
                    <version>0.1.0</version>
                    <relativePath>%s</relativePath>
                  </parent>
                  <artifactId>single-module</artifactId>
                  <dependencies>
                    <dependency><groupId>com.hashicorp</groupId><artifactId>cdktf</artifactId></dependency>
                    <dependency><groupId>com.hashicorp</groupId><artifactId>cdktf-provider-aws</artifactId></dependency>
                    <dependency><groupId>software.constructs</groupId><artifactId>constructs</artifactId></dependency>
                    <dependency><groupId>software.amazon.jsii</groupId><artifactId>jsii-runtime</artifactId></dependency>
                    <dependency>
                      <groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-databind</artifactId>
                    </dependency>
                  </dependencies>
                </project>
                """.formatted(folder.relativize(project.resolve("pom.xml"))));
        return module;
    }

    Variant variant() {
        return new Variant(
                "`mvn compile exec:java`",
                List.of(
                        "mvn",
                        "--offline",
                        "--quiet",
                        "--file",
                        folder.toString(),
                        "-Denforcer.skip",
                        "-Dspotless.check.skip",
                        "-Dexec.mainClass=io.tapstack.main.App",
                        "compile",
                        "exec:java"),
                Map.of());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
