package io.tapstack.main.demo;

import io.tapstack.main.console.Console;
import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.process.Interrupt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Uses a deployed system as its clients do, through what was deployed and nothing else. */
public interface Demonstration {

    /** Something that was done, and what came of it. */
    record Step(String action, String outcome) {}

    /**
     * A system in the emulated AWS.
     *
     * @param outputs of its stack
     * @param memory a file in which the demonstration may keep what it wants to know next time
     */
    record Target(
            LocalClients clients, Map<String, String> outputs, Path memory, Console console, Interrupt interrupt) {
        public String output(String name) {
            return Optional.ofNullable(outputs.get(name))
                    .orElseThrow(() -> new Failure("the stack has no output " + name + "; it has " + outputs.keySet()));
        }

        /** Where the system's database is: {@code host:port/name}. */
        String database() {
            return output("dbEndpoint") + ":" + output("dbPort") + "/" + output("dbName");
        }
    }

    /** What a developer would open or connect to, by name. */
    Map<String, String> endpoints(Target target);

    /**
     * Shows that the system works. Shown a second time to the same system it leaves nothing new behind.
     *
     * @throws Failure if it does not
     */
    List<Step> show(Target target);

    /** Lines for a shell in the project's folder, with which a person goes on: each works as it is. */
    default List<String> commands(Target target) {
        return List.of();
    }
}
