package io.tapstack.modules.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.TerraformOutput;
import io.tapstack.modules.testing.Synthesized;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C1")
final class TextTemplateSynthTest {
    @Test
    void isReadAndFilledInByTerraform() {
        Synthesized stack = Synthesized.of(scope -> TerraformOutput.Builder.create(scope, "text")
                .value(new TextTemplate("${path.module}/start.sh")
                        .with(scope, "user-data", Map.of("port", "8080", "host", "${aws_db_instance.db.address}")))
                .build());
        assertThat(stack.root().at("/locals/user-data").asText())
                .isEqualTo("${replace(replace(file(\"${path.module}/start.sh\"), \"{{host}}\", "
                        + "\"${aws_db_instance.db.address}\"), \"{{port}}\", \"8080\")}");
        stack.output("text").has("value", "${local.user-data}");
    }
}
