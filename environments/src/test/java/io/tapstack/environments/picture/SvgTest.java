package io.tapstack.environments.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.TestContext;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

final class SvgTest {
    /** So wide is a README. */
    private static final int WIDTH = 1000;

    @EveryStack
    void isTheSameEachTime(StackJson stack) {
        assertThat(Svg.of(Architecture.of(stack))).isEqualTo(Svg.of(Architecture.of(stack)));
    }

    @EveryStack
    void saysInWordsWhatItShows(StackJson stack) throws Exception {
        Element svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Svg.of(Architecture.of(stack)))))
                .getDocumentElement();
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-labelledby")).isEqualTo("title desc");
        assertThat(text(svg, "title")).isEqualTo("Architecture of the " + stack.system() + " system");
        assertThat(text(svg, "desc")).isEqualTo(Words.description(Architecture.of(stack)));
    }

    @EveryStack
    void namesNoAccountAndNoAddress(StackJson stack) {
        assertThat(Svg.of(Architecture.of(stack)))
                .doesNotContain(
                        "@example", TestContext.PLACES.get(stack.environment()).accountId());
    }

    @EveryStack
    void hasNoPartOnAnother(StackJson stack) {
        Architecture architecture = Architecture.of(stack);
        Layout layout = new Layout(architecture);
        for (Part part : architecture.parts()) {
            assertThat(architecture.parts().stream()
                            .filter(other -> overlap(layout.box(part.id()), layout.box(other.id()))))
                    .containsExactly(part);
        }
    }

    @EveryStack
    void fitsIntoAReadme(StackJson stack) {
        assertThat(new Layout(Architecture.of(stack)).whole().width()).isLessThan(WIDTH);
    }

    private static boolean overlap(Layout.Box one, Layout.Box other) {
        return one.x() < other.x() + other.width()
                && other.x() < one.x() + one.width()
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }

    private static String text(Element svg, String name) {
        return svg.getElementsByTagName(name).item(0).getTextContent();
    }
}
