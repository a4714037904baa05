package io.tapstack.main.tap;

import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.terraform.StackFolder;
import io.tapstack.main.terraform.StackState;
import io.tapstack.main.terraform.StateStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A system that {@code tap up} deployed to the emulated AWS. */
record LocalSystem(String name, Deployed deployed) {
    /** All of them, by name. */
    static List<LocalSystem> all(Project project) {
        return Systems.local().stream()
                .flatMap(system -> Deployed.read(project.deployed(system)).stream()
                        .map(deployed -> new LocalSystem(system, deployed)))
                .toList();
    }

    /** What the state of each of its stacks says, the foundation's too. */
    Map<String, StackState> states(Session session, EmulatorProcess aws) {
        Map<String, StackState> states = new TreeMap<>();
        try (var s3 = new LocalAws(session).clients(aws).s3()) {
            StateStore store = new StateStore(s3);
            for (String stack : deployed.states().keySet()) {
                StackFolder folder = StackFolder.in(session.project().local(), stack);
                store.read(folder.state()).ifPresent(state -> states.put(stack, state));
            }
        }
        return states;
    }
}
