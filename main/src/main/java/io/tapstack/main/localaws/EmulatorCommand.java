package io.tapstack.main.localaws;

import io.tapstack.main.process.Machine;
import io.tapstack.main.terraform.TerraformEnvironment;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the emulator is called.
 *
 * @param folder where it runs and keeps what it writes
 * @param sources its Python package
 * @param java runs the deployed functions
 * @param lambdaRuntime jar that runs the functions' handlers; compiled Python is kept in a folder beside it
 * @param postgres folder of PostgreSQL's programs
 */
public record EmulatorCommand(
        Machine machine, Path python, Path sources, Path folder, Path java, Path lambdaRuntime, Path postgres) {
    /** Into a session of its own: Ctrl-C at our terminal is not meant for it. */
    private static final String START =
            "import os, runpy; os.setsid(); runpy.run_module('tapstack_emulator', run_name='__main__', alter_sys=True)";

    public List<String> arguments(int port) {
        List<String> arguments = new ArrayList<>(List.of(python.toString(), "-c", START));
        arguments.addAll(List.of("--port", String.valueOf(port)));
        arguments.addAll(List.of("--directory", folder.toString()));
        arguments.addAll(List.of("--java", java.toString()));
        arguments.addAll(List.of("--runtime-classpath", lambdaRuntime.toString()));
        arguments.addAll(List.of("--postgres-bin", postgres.toString()));
        return arguments;
    }

    /** The caller's, without what could lead the emulator or a function in it to a real account or a proxy. */
    public Map<String, String> environment() {
        Map<String, String> environment = machine.environmentForJava();
        TerraformEnvironment.withoutAws(environment);
        environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        environment.merge("PYTHONPATH", sources.toString(), (callers, ours) -> ours + File.pathSeparator + callers);
        // Of all runs: compiling moto anew costs each start several seconds.
        environment.put(
                "PYTHONPYCACHEPREFIX", lambdaRuntime.resolveSibling("pycache").toString());
        return environment;
    }
}
