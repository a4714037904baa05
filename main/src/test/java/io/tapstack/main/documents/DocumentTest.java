package io.tapstack.main.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DocumentTest {
    private static final Path README = Path.of("README.md");
    private static final List<Path> FILES =
            List.of(README, Path.of("docs"), Path.of("docs/iam.md"), Path.of("main/src/test/java/a/b/TapTest.java"));

    @Test
    void findsLinksAndPicturesOutsideCode() {
        assertThat(document("[a](a.md) ![b](b.png \"title\") `[c](c.md)`\n\n    [d](d.md)\n\n```\n[e](e.md)\n```\n")
                        .links())
                .containsExactly("a.md", "b.png");
    }

    @Test
    void namesHeadingsAsGitHubDoes() {
        assertThat(document("# Try it!\n## `tap up`, again\n## Try it\n## OWASP's *list* ([a](b.md))\n```\n# no\n```")
                        .anchors())
                .containsExactlyInAnyOrder("try-it", "tap-up-again", "try-it-1", "owasps-list-a");
    }

    @Test
    void findsCodeInSpansAndBlocks() {
        assertThat(document("Say `tap up` or ``a`b``:\n\n    mvn test\n    mvn verify\n\nno\n```sh\ntap down\n```\n")
                        .code())
                .containsExactly("tap up", "a`b", "mvn test", "mvn verify", "tap down");
    }

    @Test
    void takesAnIndentedParagraphOfAListForText() {
        assertThat(document("1. One:\n\n    [two](two.md)\n\n       tap up\n").links())
                .containsExactly("two.md");
        assertThat(document("1. One:\n\n       tap up\n").code()).containsExactly("tap up");
    }

    @Test
    void findsBrokenLinks() {
        BrokenLinks broken = new BrokenLinks(FILES, Map.of(Path.of("docs/iam.md"), Set.of("roles"), README, Set.of()));
        assertThat(broken.in(document("[a](docs/iam.md#roles) [b](docs) [c](https://example.com/x)")))
                .isEmpty();
        assertThat(broken.in(document("[a](docs/iam.md#rules) [b](#roles) [c](docs/IAM.md) [d](../README.md)")))
                .containsExactly("docs/iam.md#rules", "#roles", "docs/IAM.md", "../README.md");
    }

    @Test
    void findsNamesOfNoFile() {
        UnknownNames unknown = new UnknownNames(FILES);
        assertThat(unknown.in(document("`docs/iam.md` `a/b/*.java` `main/…/b` `TapTest` `docs/<name>.md` `text/html`")))
                .isEmpty();
        assertThat(unknown.in(document("`docs/aim.md` `a/c/*.java` `TipTest` `iam.py`")))
                .containsExactly("docs/aim.md", "a/c/*.java", "TipTest", "iam.py");
    }

    @Test
    void findsMavenArgumentsThatThereAreNot() {
        List<MavenCommand> commands =
                MavenCommand.in(document("`mvn -B verify` `mvn -pl a,c -Pbench -Pbanch -Dtest=B pack | tail`"));
        assertThat(commands).hasSize(2);
        assertThat(commands)
                .flatExtracting(command -> command.unknown(Set.of("a"), Set.of("bench"), Set.of("A")))
                .containsExactly("c", "banch", "B", "pack");
    }

    private static Document document(String text) {
        return new Document(README, text);
    }
}
