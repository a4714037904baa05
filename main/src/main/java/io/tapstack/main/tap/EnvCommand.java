package io.tapstack.main.tap;

import io.tapstack.main.localaws.LocalClients;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tap env}: what a shell, Terraform or an AWS SDK needs to reach the emulated AWS. */
@Command(
        name = "env",
        description = {
            "Prints the variables that lead AWS's programs to the emulated AWS, for a shell: eval \"$(./tap env)\"",
            "",
            "The keys are the emulated account's root's; each start of the emulated AWS makes others."
        },
        mixinStandardHelpOptions = true)
final class EnvCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "print the variables as one JSON document on standard output")
    private boolean json;

    EnvCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        LocalAws local = new LocalAws(session);
        Map<String, String> variables = variables(local.clients(local.required()));
        if (json) {
            session.console().json(variables);
        } else {
            variables.forEach((name, value) -> session.console().result("export " + name + "=" + quote(value)));
        }
        return ExitCode.OK;
    }

    private static Map<String, String> variables(LocalClients clients) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL", clients.endpoint());
        variables.put("AWS_REGION", clients.region());
        variables.put("AWS_DEFAULT_REGION", clients.region());
        variables.put("AWS_ACCESS_KEY_ID", clients.root().credentials().accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", clients.root().credentials().secretAccessKey());
        return variables;
    }

    /** As a POSIX shell takes it, whatever is in it. */
    private static String quote(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
