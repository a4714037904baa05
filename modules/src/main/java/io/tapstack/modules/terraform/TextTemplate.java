package io.tapstack.modules.terraform;

import com.hashicorp.cdktf.TerraformLocal;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * A text file with <code>{{names}}</code> in it: Terraform reads it at plan and puts values there, this library never does (C1).
 *
 * @param path seen from where Terraform runs
 */
public record TextTemplate(String path) {

    /**
     * The text with its values, as a local value of the stack; a name without a value stays as it is.
     *
     * @param values may be tokens; without quotes, backslashes and what Terraform takes for its own
     */
    public String with(Construct scope, String id, Map<String, String> values) {
        String text = "file(\"" + path + "\")";
        for (Map.Entry<String, String> value : new TreeMap<>(values).entrySet()) {
            text = "replace(" + text + ", \"{{" + value.getKey() + "}}\", \"" + value.getValue() + "\")";
        }
        // CDKTF's functions take no text with quotes in it, but a reference.
        return new TerraformLocal(scope, id, "${" + text + "}").getAsString();
    }
}
