package io.tapstack.modules.ssm;

import java.util.regex.Pattern;

/**
 * A value that other teams and people need: an ARN, a name, an endpoint. Never a secret.
 *
 * @param name Terraform's output id: {@code dynamoTableArn}
 * @param value usually a reference
 * @param parameter path of the SSM parameter below {@code /<system>/<suffix>/}
 */
public record Output(String name, String description, String value, String parameter) {
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");

    public Output {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an output's name is camelCase, got \"" + name + '"');
        }
        if (description.isBlank()) {
            throw new IllegalArgumentException("output " + name + " has no description");
        }
        if (!PARAMETER.matcher(parameter).matches()) {
            throw new IllegalArgumentException(
                    "output " + name + ": \"" + parameter + "\" is not a path such as sns/topic-arn");
        }
    }

    /** An output whose parameter is {@code outputs/<name>}. */
    public Output(String name, String description, String value) {
        this(name, description, value, "outputs/" + name);
    }
}
