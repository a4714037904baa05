package io.tapstack.main.verify;

import java.util.List;

/**
 * One promise about resources of one type.
 *
 * @param name in reports: {@code key-rotation}
 * @param type of Terraform: {@code aws_kms_key}
 * @param promise in one phrase, for the documents
 * @param actions of IAM that it needs, all of which only read; none for a plain request
 */
public record Check(String name, String type, String promise, List<String> actions, Look look) {

    /** Asks AWS about one resource; an exception of the SDK is an answer, too. */
    @FunctionalInterface
    public interface Look {
        Outcome at(Subject subject);
    }

    static Builder of(String name, String type) {
        return new Builder(name, type);
    }

    /** A check whose promise is to be written down. */
    record Builder(String name, String type) {
        Check promises(String promise, List<String> actions, Look look) {
            return new Check(name, type, promise, actions, look);
        }
    }
}
