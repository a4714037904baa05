package io.tapstack.modules.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The JSON document of an IAM, resource or trust policy. */
public record PolicyDocument(List<Statement> statements) {

    public PolicyDocument {
        statements = List.copyOf(statements);
        Set<String> sids = new LinkedHashSet<>();
        for (Statement statement : statements) {
            if (!sids.add(statement.sid())) {
                throw new IllegalArgumentException("two statements are called " + statement.sid());
            }
        }
    }

    public static PolicyDocument of(Statement... statements) {
        return new PolicyDocument(List.of(statements));
    }

    /** Who may assume a role: the one helper that builds trust documents (C7). */
    public static PolicyDocument trust(String service, Condition... conditions) {
        return of(Statement.allow("AssumeRole")
                .byService(service)
                .to("sts:AssumeRole")
                .when(conditions));
    }

    public PolicyDocument and(List<Statement> more) {
        List<Statement> all = new ArrayList<>(statements);
        all.addAll(more);
        return new PolicyDocument(all);
    }

    public String json() {
        return Json.text(Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                statements.stream().map(Statement::toMap).toList()));
    }
}
