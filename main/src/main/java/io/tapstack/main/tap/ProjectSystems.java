package io.tapstack.main.tap;

import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.terraform.StackState;
import io.tapstack.main.web.DeployedSystems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code tap up} deployed, for the console page. */
record ProjectSystems(Session session, EmulatorProcess aws) implements DeployedSystems {

    @Override
    public List<DeployedSystem> systems() {
        return LocalSystem.all(session.project()).stream()
                .map(system -> new DeployedSystem(
                        system.name(), List.copyOf(system.deployed().states().keySet()), outputs(system.deployed())))
                .toList();
    }

    @Override
    public Map<String, StackState> states() {
        Map<String, StackState> states = new TreeMap<>();
        LocalSystem.all(session.project()).forEach(system -> states.putAll(system.states(session, aws)));
        return states;
    }

    private static List<Output> outputs(Deployed deployed) {
        List<Output> outputs = new ArrayList<>();
        deployed.outputs()
                .forEach((name, output) -> outputs.add(new Output(name, output.description(), output.value())));
        return outputs;
    }
}
