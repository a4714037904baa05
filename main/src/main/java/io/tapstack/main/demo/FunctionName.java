package io.tapstack.main.demo;

/** A function's name, from what Lambda calls it. */
final class FunctionName {
    private static final int NAME = 6;

    private FunctionName() {}

    /** Of an ARN with or without an alias: {@code arn:aws:lambda:eu-central-1:123456789012:function:name:live}. */
    static String of(String arn) {
        return arn.split(":", -1)[NAME];
    }
}
