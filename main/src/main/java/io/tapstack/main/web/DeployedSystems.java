package io.tapstack.main.web;

import io.tapstack.main.terraform.StackState;
import java.util.List;
import java.util.Map;

/** What is deployed, as the one who deployed it knows it. */
public interface DeployedSystems {
    /**
     * A system.
     *
     * @param stacks names of its stacks
     */
    record DeployedSystem(String name, List<String> stacks, List<Output> outputs) {}

    /** An output of a stack; what is sensitive has no value here. */
    record Output(String name, String description, String value) {}

    List<DeployedSystem> systems();

    /** What the state of each stack says, by the stack's name. */
    Map<String, StackState> states();
}
